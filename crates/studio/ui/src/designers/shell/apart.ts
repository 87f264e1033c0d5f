/** Fields that two people added under one key are two fields: mine gets another key before the drafts are put together. Pure. */
import type { Names } from '../form/board';
import { freeKey, systemKinds } from '../form/create';
import { type AppDocument, edit, type FieldPath, fieldsIn } from '../form/model';
import { same } from './merge';

/** A field of mine that is called `to` from now on. */
export interface Renamed {
  readonly path: FieldPath;
  readonly to: string;
}

const has = (document: AppDocument, { form, table, field }: FieldPath) =>
  fieldsIn(document, form, table).some(({ key }) => key === field);

/** What must be renamed in `mine` so that no field of it is taken for another of `theirs`. */
export function twins(base: AppDocument, mine: AppDocument, theirs: AppDocument, names: Names): readonly Renamed[] {
  const found: Renamed[] = [];
  let document = mine;
  for (const { key: form } of Object.values(mine.forms)) {
    const tables = fieldsIn(base, form).filter(({ kind }) => kind === 'table');
    for (const table of [undefined, ...tables.map(({ key }) => key)]) {
      const others = fieldsIn(theirs, form, table);
      for (const field of fieldsIn(mine, form, table)) {
        const path = { form, field: field.key, ...(table === undefined ? {} : { table }) };
        const other = others.find(({ key }) => key === field.key);
        if (!other || same(field, other) || has(base, path) || systemKinds.has(field.kind)) continue;
        const to = freeKey(document, theirs, form, table, field.label, field.kind);
        document = edit(document, { do: 'renameField', path, key: to }, names);
        found.push({ path, to });
      }
    }
  }
  return found;
}

/** `document` with those fields renamed that it has and `base` has not. */
export const apart = (document: AppDocument, base: AppDocument, renamed: readonly Renamed[], names: Names) =>
  renamed.reduce(
    (each, { path, to }) => (has(base, path) ? each : edit(each, { do: 'renameField', path, key: to }, names)),
    document,
  );

/** What would still name fields that go. Pure. */
import type { AppDocument } from './document';
import { forget, rename } from './references';

/** What names a field in its formula, its conditions or its settings, and would do so still when the field is gone. */
export interface Mention {
  readonly form: string;
  readonly table?: string;
  /** The field that names it; a check of the form or a view when left out. */
  readonly field?: string;
  readonly view?: string;
}

/** Where fields are named that go, beyond the places that `forget` clears. */
export function mentionsOf(
  document: AppDocument,
  form: string,
  table: string | undefined,
  keys: readonly string[],
): readonly Mention[] {
  const left = forget(document, form, table, new Set(keys));
  // What a new name changes is what names it.
  const renamed = keys.reduce(
    (doc, field) => rename(doc, table === undefined ? { form, field } : { form, table, field }, `${field}_gone`),
    left,
  );
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const goes = (own: string, inTable: string | undefined, key: string) =>
    own === form && inTable === table && keys.includes(key);
  return Object.values(left.forms).flatMap((own): readonly Mention[] => {
    const next = renamed.forms[own.key];
    if (!next) return [];
    const fields = own.fields.flatMap((field, index): readonly Mention[] => {
      if (goes(own.key, undefined, field.key)) return [];
      const other = next.fields[index];
      const { fields: columns, ...rest } = field;
      const { fields: nextColumns, ...nextRest } = other ?? field;
      const inside = (columns ?? []).flatMap((column, at) =>
        !goes(own.key, field.key, column.key) && differs(column, nextColumns?.[at])
          ? [{ form: own.key, table: field.key, field: column.key }]
          : [],
      );
      return [...(differs(rest, nextRest) ? [{ form: own.key, field: field.key }] : []), ...inside];
    });
    const views = (own.views ?? []).flatMap((view, index) =>
      differs(view, next.views?.[index]) ? [{ form: own.key, view: view.key }] : [],
    );
    return [...fields, ...(differs(own.checks, next.checks) ? [{ form: own.key }] : []), ...views];
  });
}

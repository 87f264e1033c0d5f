/** Giving a field another name. As long as it was never published its key follows, when it was made from the name before. */

import { currentLanguage } from '../../i18n';
import type { Text } from '../../model/field';
import { isKey, latin } from '../parts/key';
import type { Actions } from './actions';
import { freeKey } from './create';
import { type AppDocument, type Change, type FieldDoc, fieldsIn } from './model';

/** `text` as the words of `before` in the language of the screen; other languages stay. */
export function named(before: Text | undefined, text: string): Text {
  return typeof before === 'object' ? { ...before, [currentLanguage()]: text } : text;
}

/** Whether a key was given by the machine: by its kind and a number. */
const given = (field: FieldDoc) => new RegExp(`^${field.kind}_\\d+$`).test(field.key);

export function renaming(
  actions: Actions,
  document: AppDocument,
  form: string,
  table: string | undefined,
  field: FieldDoc,
  text: string,
  published: AppDocument | undefined,
) {
  const path = { form, field: field.key, ...(table === undefined ? {} : { table }) };
  const label = named(field.label, text);
  const naming: Change = { do: 'changeField', path, set: { label } };
  const isPublished = published !== undefined && fieldsIn(published, form, table).some(({ key }) => key === field.key);
  if (isPublished || !given(field) || !isKey(latin(text))) return actions.change(naming);
  const key = freeKey(document, published, form, table, label, field.kind);
  actions.change({ do: 'several', changes: [naming, { do: 'renameField', path, key }] });
  actions.selectFields(table, [key]);
}

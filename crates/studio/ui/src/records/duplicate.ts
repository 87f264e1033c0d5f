/** A record as the beginning of another one. Pure. */
import { isWritable } from '../form/draft';
import { rowsOf, type Values } from '../form/source';
import type { FormModel, Rec } from '../model/app';
import { isEmpty } from '../model/empty';
import type { Field, Row } from '../model/field';

/** Files belong to their record, and what is unique cannot be there twice. */
const goes = (field: Field): boolean =>
  isWritable(field) && field.kind !== 'file' && field.kind !== 'image' && field.kind !== 'owner' && !isUnique(field);

const isUnique = (field: Field): boolean => 'unique' in field && field.unique === true;

export function copyOf(form: FormModel, record: Rec): Values {
  const values: Record<string, unknown> = {};
  for (const field of form.fields) {
    const value = record[field.key];
    if (!goes(field) || isEmpty(value)) continue;
    values[field.key] = field.kind === 'table' ? copyRows(field.fields, rowsOf(value)) : value;
  }
  return values;
}

function copyRows(fields: readonly Field[], rows: readonly Row[]): readonly Row[] {
  const kept = fields.filter(goes);
  return rows.map((row, index) => ({
    id: `new:copy-${index}`,
    ...Object.fromEntries(kept.map(({ key }) => [key, row[key] ?? null])),
  }));
}

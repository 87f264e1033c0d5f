/** The rows of sub-tables in formulas: `lines.price` inside `sum(…)`. Pure. */
import { type FieldDoc, fieldsIn } from '../../form/document';
import type { Reach } from '../scope';

/** The fields of a row when `path` names a sub-table of the record. */
export function rowFieldsOf({ document, form }: Reach, path: string): readonly FieldDoc[] | undefined {
  const isTable = fieldsIn(document, form).some(({ key, kind }) => key === path && kind === 'table');
  return isTable ? fieldsIn(document, form, path) : undefined;
}

/** Where a lookup takes its value from. */
import type { AppModel } from '../../model/app';
import { fieldOf } from '../../model/context';
import type { Field, FieldOf } from '../../model/field';
import { systemField } from '../../model/system';

/** The field on the other side of the link, when the caller may see it. */
export function sourceOfLookup(app: AppModel, field: FieldOf<'lookup'>): Field | undefined {
  for (const form of Object.values(app.forms)) {
    const via = fieldOf(form, field.via);
    if (via?.kind !== 'link' || fieldOf(form, field.key) !== field) continue;
    const target = app.forms[via.form];
    return target && (fieldOf(target, field.field) ?? systemField(field.field));
  }
  return undefined;
}

/** Which forms point to a form: their records are shown below it; and which links a form has itself. Pure. */
import type { AppModel, FormModel } from '../model/app';
import type { FieldOf } from '../model/field';

export interface Relation {
  readonly form: FormModel;
  readonly field: FieldOf<'link'> | FieldOf<'links'>;
}

/** The links with a `back` that point to `target`, one card each. */
export function relatedOf(app: AppModel, target: FormModel): readonly Relation[] {
  return Object.values(app.forms).flatMap((form) =>
    form.fields.flatMap((field) =>
      (field.kind === 'link' || field.kind === 'links') && field.form === target.key && field.back !== undefined
        ? [{ form, field }]
        : [],
    ),
  );
}

/** The links of a form, whose titles come with the record. */
export function expandOf(form: FormModel): readonly string[] {
  return form.fields.filter(({ kind }) => kind === 'link' || kind === 'links').map(({ key }) => key);
}

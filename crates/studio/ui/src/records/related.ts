/** Which forms point to a form: their records are shown below it; and which links a form has itself. Pure. */
import type { Values } from '../form/source';
import type { AppModel, FormModel, Rec } from '../model/app';
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

/** What a new record of a relation begins with: its link, and the links that it shares with `record` (the same customer). */
export function presetOf({ form, field }: Relation, from: FormModel, record: Rec): Values {
  const shared = form.fields.flatMap((other): [string, unknown][] => {
    if (other.kind !== 'link' || other.key === field.key || other.form === field.form) return [];
    const own = from.fields.find(({ key }) => key === other.key);
    const value = record[other.key];
    return own?.kind === 'link' && own.form === other.form && typeof value === 'string' ? [[other.key, value]] : [];
  });
  return { ...Object.fromEntries(shared), [field.key]: field.kind === 'links' ? [record.id] : record.id };
}

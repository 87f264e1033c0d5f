/** Fields that a filter may name, also over links: a tree of choices, two links deep. Pure. */
import type { AppModel, FormModel } from '../model/app';
import { resolveColumn } from '../model/columns';
import { decorKinds, type Field, type Kind } from '../model/field';
import { systemFields, type Words } from '../model/system';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly children?: Choice[];
}

const people: ReadonlySet<Kind> = new Set(['user', 'owner', 'created_by', 'updated_by']);
const department = { 'zh-CN': '部门', en: 'Department' };

/** Fields that a filter may name: what the caller may see unmasked, and the system's. */
export function filterFields(form: FormModel): readonly Field[] {
  const own = form.fields.filter((field) => !decorKinds.has(field.kind) && field.right !== 'masked');
  return [...own, ...systemFields.filter((field) => !own.some(({ key }) => key === field.key))];
}

/** The fields of a form, under each link those of the form behind it. A sub-table has conditions of its own. */
export function fieldChoices(
  app: AppModel,
  form: FormModel,
  words: Words,
  hops = 2,
  fields: readonly Field[] = filterFields(form).filter(({ kind }) => kind !== 'table'),
): Choice[] {
  return fields.map((field) => {
    const choice = { value: field.key, label: words(field.label) || field.key };
    const target = field.kind === 'link' ? app.forms[field.form] : undefined;
    if (target && hops > 0) return { ...choice, children: fieldChoices(app, target, words, hops - 1) };
    return people.has(field.kind) && hops > 0
      ? { ...choice, children: [{ value: 'department', label: words(department) }] }
      : choice;
  });
}

/** The field at the end of a path; undefined when it is not there, or not for this person. */
export function fieldAt(app: AppModel, form: FormModel, path: string): Field | undefined {
  const field = resolveColumn(app, form, path, () => '')?.field;
  return field?.right === 'masked' ? undefined : field;
}

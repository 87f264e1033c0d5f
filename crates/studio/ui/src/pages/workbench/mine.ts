/** The forms whose records the workbench counts and lists: the first of the app's menu that have owners worth asking for. */
import { queryOptions } from '@tanstack/react-query';
import { queryRecords } from '../../api/records';
import type { AppModel, FormModel } from '../../model/app';
import { optionsOf } from '../../model/context';
import type { Field } from '../../model/field';
import { menuForms } from '../../model/menu';

export function mainForms(app: AppModel, most: number): readonly string[] {
  const keys = [...new Set(menuForms(app).map(({ form }) => form))];
  const working = keys.filter((key) => app.forms[key]?.rights.create || app.forms[key]?.rights.update);
  const landing = (app.roles ?? []).flatMap(({ landing }) => {
    const form = typeof landing === 'string' ? landing : landing?.form;
    return form !== undefined && keys.includes(form) ? [form] : [];
  });
  return [...new Set([...landing, ...working, ...keys])].slice(0, most);
}

/** The newest of a form's records that are mine, and how many there are: asked for once, shown in several places. */
export const mineQuery = (app: string, form: string, person: string) =>
  queryOptions({
    queryKey: ['workbench', 'mine', app, form],
    queryFn: () =>
      queryRecords({ app, form }, { where: ownedBy(person), sort: ['-updated_at'], limit: 6, total: true }),
    retry: false,
    staleTime: 10_000,
  });

export const ownedBy = (person: string) => ({ field: 'owner', op: 'eq', value: person });

/** The field that says how a record stands: the one of its board, else the first choice whose options have several colours. */
export function stateField(app: AppModel, form: FormModel): Field | undefined {
  const by = form.views?.find(({ kind }) => kind === 'kanban')?.by;
  const lively = (field: Field) =>
    field.kind === 'select' && new Set(optionsOf(app, field.options).map(({ colour }) => colour)).size > 3;
  return form.fields.find(({ key }) => key === by) ?? form.fields.find(lively);
}

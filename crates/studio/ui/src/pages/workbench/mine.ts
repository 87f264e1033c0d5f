/** The forms whose records the workbench counts and lists: the first of the app's menu that have owners worth asking for. */
import { queryOptions } from '@tanstack/react-query';
import { queryRecords } from '../../api/records';
import type { AppModel, FormModel } from '../../model/app';
import { optionsOf } from '../../model/context';
import type { Field } from '../../model/field';
import { menuForms } from '../../model/menu';
import type { ListSearch } from '../list/search';

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

/** The newest of all records of a form that the person may see, and how many there are. */
export const allQuery = (app: string, form: string) =>
  queryOptions({
    queryKey: ['workbench', 'all', app, form],
    queryFn: () => queryRecords({ app, form }, { sort: ['-updated_at'], limit: 6, total: true }),
    retry: false,
    staleTime: 10_000,
  });

/** What the records of a form come to: the amount that its board adds up, else the first that a view does. */
export function worthField(form: FormModel): Field | undefined {
  const views = form.views ?? [];
  const board = views.flatMap((view) => (view.kind === 'kanban' && view.sum ? [view.sum] : []));
  const totals = views.flatMap((view) =>
    Object.entries(view.totals ?? {}).flatMap(([path, total]) => (total === 'sum' ? [path] : [])),
  );
  return [...board, ...totals]
    .map((path) => form.fields.find(({ key }) => key === path))
    .find((field) => field?.kind === 'money' && field.right !== 'masked');
}

/** Where a list shows all that is counted: a table that asks for nothing, else one whose conditions are put aside. */
export function wholeList(form: FormModel): Pick<ListSearch, 'view' | 'own'> {
  const tables = (form.views ?? []).filter(({ kind }) => kind === 'table');
  const whole = tables.find(({ filter }) => filter === undefined);
  if (whole) return { view: whole.key };
  return tables[0] ? { view: tables[0].key, own: 'no' } : { own: 'no' };
}

export const ownedBy = (person: string) => ({ field: 'owner', op: 'eq', value: person });

/** The field that says how a record stands: the one of its board, else the first choice whose options have several colours. */
export function stateField(app: AppModel, form: FormModel): Field | undefined {
  const by = form.views?.find(({ kind }) => kind === 'kanban')?.by;
  const lively = (field: Field) =>
    field.kind === 'select' && new Set(optionsOf(app, field.options).map(({ colour }) => colour)).size > 3;
  return form.fields.find(({ key }) => key === by) ?? form.fields.find(lively);
}

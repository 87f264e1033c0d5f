/** What is lost when an administrator takes a role away while the app is open. */
import { expect, it } from 'vitest';
import type { AppModel, FormModel, Rights } from './app';
import type { Field } from './field';
import { lessIn } from './rights';

const all: Rights = { create: true, update: true, delete: true, export: true };
const form = (key: string, rights: Rights = all, fields: readonly object[] = [{ key: 'name' }, { key: 'price' }]) =>
  ({ key, label: key, rights, fields: fields as readonly Field[] }) satisfies FormModel;
const app = (forms: readonly FormModel[], release = 1): AppModel => ({
  key: 'crm',
  label: 'CRM',
  release,
  menu: [],
  options: {},
  forms: Object.fromEntries(forms.map((one) => [one.key, one])),
});
const before = app([form('customer'), form('task')]);

it.each([
  ['a form that is not shown any more', app([form('task')]), ['customer']],
  ['a verb', app([form('customer', { ...all, update: false }), form('task')]), ['customer']],
  [
    'writing a field',
    app([form('customer'), form('task', all, [{ key: 'name' }, { key: 'price', right: 'read' }])]),
    ['task'],
  ],
  ['seeing a field', app([form('customer'), form('task', all, [{ key: 'name' }])]), ['task']],
  ['nothing', app([form('customer'), form('task'), form('lead')]), []],
  ['what a release removes for everybody', app([form('task')], 2), []],
])('%s', (_what, after, lost) => {
  expect(lessIn(before, after).map(({ key }) => key)).toEqual(lost);
});

import { expect, it } from 'vitest';
import type { Tree } from '../../expression/tree';
import type { AppModel, FormModel } from '../../model/app';
import type { Field } from '../../model/field';
import { isMoney, isShare } from './measure';

const field = (key: string, row = false): Tree => ({ op: 'field', path: [key], ...(row ? { row } : {}) });
const formula = (key: string, tree: Tree): Field => ({ key, kind: 'formula', formula: { tree } });
const subtotal = formula('subtotal', { op: 'multiply', left: field('price', true), right: field('quantity', true) });
const fields: readonly Field[] = [
  { key: 'paid', kind: 'money' },
  { key: 'count', kind: 'integer' },
  { key: 'received', kind: 'rollup', form: 'order', via: 'x', op: 'sum', of: 'paid' },
  { key: 'many', kind: 'rollup', form: 'order', via: 'x', op: 'count' },
  {
    key: 'lines',
    kind: 'table',
    fields: [{ key: 'price', kind: 'money' }, { key: 'quantity', kind: 'integer' }, subtotal],
  },
  formula('total', { op: 'rows', function: 'sum', table: 'lines', each: field('subtotal', true) }),
  formula('open', { op: 'subtract', left: field('total'), right: field('received') }),
  {
    ...formula('share', { op: 'divide', left: field('received'), right: field('total') }),
    display: 'percent',
  } as Field,
  { key: 'tax', kind: 'percent' },
  { key: 'usual_share', kind: 'rollup', form: 'order', via: 'x', op: 'avg', of: 'share' },
  { key: 'shares', kind: 'rollup', form: 'order', via: 'x', op: 'count', of: 'share' },
  formula('twice', { op: 'multiply', left: field('count'), right: field('count') }),
];
const form: FormModel = {
  key: 'order',
  label: 'Order',
  fields,
  rights: { create: true, update: true, delete: true, export: true },
};
const app: AppModel = { key: 'a', label: 'A', menu: [], options: {}, forms: { order: form } };

it('follows amounts through formulas, rows and rollups, but not into shares and counts', () => {
  const found = [...fields, subtotal].filter((field) => isMoney(app, field)).map(({ key }) => key);
  expect(found).toEqual(['paid', 'received', 'total', 'open', 'subtotal']);
});

it('takes for shares what says so, and what is rolled up of them', () => {
  const found = fields.filter((field) => isShare(app, field)).map(({ key }) => key);
  expect(found).toEqual(['share', 'tax', 'usual_share']);
});

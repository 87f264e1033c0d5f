import { describe, expect, it } from 'vitest';
import type { Context } from '../expression/context';
import { parseMoment } from '../expression/time';
import type { Tree } from '../expression/tree';
import type { AppModel, FormModel, Rec } from '../model/app';
import type { Field } from '../model/field';
import { changesOf, valuesOf } from './draft';
import { fill, type Surroundings } from './fill';
import { linksNeeded } from './links';
import { fromServer, validate } from './validate';

const field = (...path: string[]): Tree => ({ op: 'field', path });
const row = (...path: string[]): Tree => ({ op: 'field', row: true, path });
const number = (value: string): Tree => ({ op: 'literal', type: 'number', value });
const option = (value: string): Tree => ({ op: 'literal', type: 'option', value });

const form: FormModel = {
  key: 'order',
  label: 'Order',
  fields: [
    { key: 'name', kind: 'text', required: true, max_length: 5 },
    {
      key: 'kind',
      kind: 'select',
      options: [
        { key: 'company', label: 'C' },
        { key: 'person', label: 'P' },
      ],
      default: 'company',
    },
    {
      key: 'tax',
      kind: 'text',
      required: true,
      visible_when: { tree: { op: 'equal', left: field('kind'), right: option('company') } },
    },
    { key: 'discount', kind: 'percent', min: '0', max: '0.5' },
    { key: 'customer', kind: 'link', form: 'customer' },
    {
      key: 'lines',
      kind: 'table',
      fields: [
        { key: 'product', kind: 'link', form: 'product' },
        { key: 'price', kind: 'money', default: { formula: 'product.price', tree: row('product', 'price') } },
        { key: 'quantity', kind: 'integer', default: 1, required: true },
        {
          key: 'subtotal',
          kind: 'formula',
          type: { type: 'number', scale: 2 },
          formula: { tree: { op: 'multiply', left: row('price'), right: row('quantity') } },
        },
      ],
    },
    {
      key: 'total',
      kind: 'formula',
      type: { type: 'number', scale: 2 },
      formula: { tree: { op: 'rows', function: 'sum', table: 'lines', each: row('subtotal') } },
    },
    { key: 'words', kind: 'capital_money', of: 'total' },
    { key: 'locked', kind: 'yes_no' },
    { key: 'amount', kind: 'money', read_only_when: { tree: field('locked') } },
  ] satisfies Field[],
  checks: [
    {
      that: { tree: { op: 'not', of: { op: 'less', left: field('amount'), right: number('10') } } },
      at: 'amount',
      message: 'too little',
    },
  ],
  rights: { create: true, update: true, delete: true, export: true },
};
const app: AppModel = {
  key: 'shop',
  label: 'Shop',
  menu: [],
  options: {},
  forms: {
    order: form,
    customer: { ...form, key: 'customer' },
    product: { ...form, key: 'product', fields: [{ key: 'price', kind: 'money' }], checks: [] },
  },
};
const context: Context = {
  now: parseMoment('2026-01-31T01:30:00Z') ?? 0n,
  zone: 'Asia/Shanghai',
  me: { id: 'me', roles: [] },
  departmentParent: () => null,
};
const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  app,
  form,
  context,
  lookup: (target, id) => (target === 'product' && id === 'pump' ? { price: '12.50' } : undefined),
  creating: true,
  touched: new Set(),
  ...more,
});
const empty = valuesOf(form, undefined);

describe('filling a form while it is typed', () => {
  it('puts defaults, also through links, and computes rows, sums and words', () => {
    const { values } = fill(
      { ...empty, lines: [{ id: 'new:1', product: 'pump', quantity: 3 }, { id: 'new:2' }] },
      around({ touched: new Set(['lines/new:1/quantity']) }),
    );
    expect(values.kind).toBe('company');
    expect(values.lines).toMatchObject([
      { price: '12.50', quantity: 3, subtotal: '37.50' },
      { price: null, quantity: 1, subtotal: null },
    ]);
    expect(values.total).toBe('37.50');
    expect(values.words).toBe('叁拾柒元伍角');
  });

  it('empties what is hidden and does not ask for it', () => {
    const filled = fill({ ...empty, kind: 'person', tax: '91330200' }, around({ touched: new Set(['kind']) }));
    expect(filled.values.tax).toBeNull();
    expect(filled.states.tax).toMatchObject({ visible: false, required: false });
  });

  it('leaves alone what a person has written or emptied', () => {
    expect(fill({ ...empty, kind: null }, around({ touched: new Set(['kind']) })).values.kind).toBeNull();
  });

  it('closes a field as the record was, not as it will be', () => {
    const old = { ...empty, locked: false };
    expect(fill({ ...empty, locked: true }, around({ creating: false, old })).states.amount?.readOnly).toBe(false);
    expect(
      fill({ ...empty, locked: false }, around({ creating: false, old: { ...empty, locked: true } })).states.amount
        ?.readOnly,
    ).toBe(true);
  });
});

describe('issues', () => {
  const issues = (values: object, more: Partial<Surroundings> = {}) =>
    validate(fill({ ...empty, ...values }, around(more)), around(more));

  it('are found where they are', () => {
    const found = issues(
      { name: 'too long', discount: '0.6', amount: '9', lines: [{ id: 'new:1', quantity: null }] },
      { touched: new Set(['lines/new:1/quantity']) },
    );
    expect(Object.keys(found).sort()).toEqual(['amount', 'discount', 'lines/new:1/quantity', 'name', 'tax']);
    expect(found.discount?.[0]).toContain('50%');
    expect(found.amount).toEqual(['too little']);
  });

  it('are not asked for again where nothing changed', () => {
    const old = { ...empty, name: 'too long', tax: 'x', amount: '9' };
    expect(issues({ ...old }, { creating: false, old })).toEqual({});
  });

  it('of the server come to the row they name', () => {
    const values = { lines: [{ id: 'r1' }, { id: 'new:2' }] };
    expect(
      fromServer(
        [
          { code: 'required', path: '/lines/1/price', text: 'needed' },
          { code: 'x', path: '/name', text: '' },
        ],
        values,
      ),
    ).toEqual({
      'lines/new:2/price': ['needed'],
      name: ['x'],
    });
  });
});

describe('what is sent', () => {
  it('is all that has a value for a new record, without what is computed', () => {
    const { values, states } = fill(
      { ...empty, name: 'a', tax: 't', lines: [{ id: 'new:1', product: 'pump' }] },
      around(),
    );
    expect(changesOf(form, values, states, undefined)).toEqual({
      name: 'a',
      kind: 'company',
      tax: 't',
      lines: [{ product: 'pump', price: '12.50', quantity: 1 }],
    });
  });

  it('says that a default was taken away', () => {
    const { values, states } = fill({ ...empty, kind: null }, around({ touched: new Set(['kind']) }));
    expect(changesOf(form, values, states, undefined)).toMatchObject({ kind: null });
  });

  it('is only what differs for a stored one', () => {
    const base = { ...empty, id: '1', version: 3, name: 'a', tax: 't', kind: 'company' } as unknown as Rec;
    const { values, states } = fill(
      { ...valuesOf(form, base), name: 'b' },
      around({ creating: false, old: valuesOf(form, base) }),
    );
    expect(changesOf(form, values, states, base)).toEqual({ name: 'b' });
  });
});

it('knows which linked records the rules need', () => {
  const values = {
    ...empty,
    customer: 'c1',
    lines: [
      { id: 'a', product: 'pump' },
      { id: 'b', product: 'pump' },
    ],
  };
  expect(linksNeeded(app, form, values)).toEqual([{ form: 'product', id: 'pump' }]);
});

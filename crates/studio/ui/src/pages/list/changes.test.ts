import { describe, expect, it } from 'vitest';
import type { FormModel, Rec } from '../../model/app';
import type { Column } from '../../model/columns';
import type { Field } from '../../model/field';
import { flat, grouped } from '../../table/lines';
import { type Act, actOf, againOf, backOf, did, noHistory, operationsOf, reduced, stillMine, typedIn } from './changes';
import { areaSums } from './figures';
import { aggregateBody, fieldsOf, groupCondition, groupsOf, linksOf, pageBody, renewed } from './rows';
import { groupKey } from './search';
import { changedView, viewSettings } from './settings';

const record = (id: string, values: object = {}): Rec => ({ id, version: 3, ...values });
const field = (key: string, kind: string, more: object = {}) => ({ key, kind, ...more }) as Field;
const column = (path: string, kind: string): Column => ({
  path,
  field: field(path, kind),
  label: path,
  name: path,
  expand: undefined,
  holder: (record) => record,
});

describe('an act', () => {
  const a = record('a', { name: 'old', tags: null });
  const edits = reduced([
    { record: a, set: { name: 'new', tags: [] } },
    { record: record('b', { name: 'same' }), set: { name: 'same' } },
    { record: a, set: { note: 'more' } },
  ]);
  const act = actOf('changed', edits, ['c']);

  it('leaves out what changes nothing, and joins what is of one record', () => {
    expect(edits).toEqual([{ record: a, set: { name: 'new', note: 'more' } }]);
  });

  it('is sent with the newest version that is known', () => {
    expect(operationsOf(edits, new Map())).toEqual([{ update: 'a', version: 3, set: { name: 'new', note: 'more' } }]);
    expect(operationsOf(edits, new Map([['a', 5]]))[0]).toMatchObject({ version: 5 });
  });

  it('sends files by their ids', () => {
    const files = [{ id: 'f', name: 'a.pdf', size: 1, type: 'application/pdf' }];
    expect(operationsOf([{ record: a, set: { papers: files } }], new Map())[0]).toMatchObject({
      set: { papers: ['f'] },
    });
  });

  it('is taken back by what stood there, and done again by what was set', () => {
    expect(backOf(act)).toEqual([{ update: 'a', set: { name: 'old', note: null } }, { delete: 'c' }]);
    expect(againOf(act)).toEqual([{ update: 'a', set: { name: 'new', note: 'more' } }]);
  });

  it('is taken back only where nobody changed it since', () => {
    const now = new Map([['a', record('a', { name: 'of somebody else', note: 'more' })]]);
    const { act: mine, lost } = stillMine(act, now);
    expect(backOf(mine)).toEqual([{ update: 'a', set: { note: null } }, { delete: 'c' }]);
    expect(lost).toBe(1);
    expect(stillMine(act, new Map()).act.edits).toEqual([]);
  });

  it('is taken back whole while nobody wrote since, however the server writes its values', () => {
    const priced = actOf('changed', [{ record: record('a', { price: '1.00' }), set: { price: '5' } }], [], [4]);
    const now = (version: number) => new Map([['a', { ...record('a', { price: '5.00' }), version }]]);
    expect(stillMine(priced, now(4))).toMatchObject({ act: { edits: [{ before: { price: '1.00' } }] }, lost: 0 });
    expect(stillMine(priced, now(5)).lost).toBe(1);
  });

  it('is remembered, the fifty newest, and what was undone is forgotten after another', () => {
    let history: { past: readonly Act[]; future: readonly Act[] } = { ...noHistory, future: [act] };
    for (let turn = 0; turn < 60; turn += 1) history = did(history, act);
    expect([history.past.length, history.future.length]).toEqual([50, 0]);
  });
});

describe('what a table asks for', () => {
  const form = {
    key: 'deal',
    label: 'Deal',
    title: 'name',
    fields: [
      field('name', 'text'),
      field('customer', 'link', { form: 'customer' }),
      field('story', 'rich_text'),
      field('sum', 'rollup'),
      field('count', 'rollup'),
      field('stage', 'select', { options: [] }),
    ],
    rights: { create: true, update: true, delete: true, export: true },
  } as unknown as FormModel;
  const columns = [column('sum', 'rollup'), column('customer.name', 'text'), column('owner', 'owner')];

  it('is what it shows and what rules look at, but nothing that is dear and not shown', () => {
    expect(fieldsOf(form, columns)).toEqual(['name', 'customer', 'sum', 'stage']);
    expect(linksOf(form, columns)).toEqual(['customer']);
  });

  it('is a page anywhere', () => {
    const body = { fields: ['name'], where: { field: 'a', op: 'is_set' } };
    expect(pageBody(body, 500, undefined, false)).toEqual({ ...body, limit: 100, skip: 50_000 });
    expect(pageBody(body, 0, { field: 'b', op: 'is_set' }, true)).toEqual({
      fields: ['name'],
      where: { all: [body.where, { field: 'b', op: 'is_set' }] },
      limit: 100,
      total: true,
    });
  });

  it('is groups with their totals, dates by months', () => {
    expect(aggregateBody(undefined, field('due', 'date'), { 'customer.size': 'sum' })).toEqual({
      measures: { n: { count: '*' }, m0: { sum: 'customer.size' } },
      group_by: [{ field: 'due', grain: 'month' }],
    });
    const items = [
      { stage: null, n: 1, m0: '1.00' },
      { stage: 'won', n: 2, m0: '5.00' },
      { stage: 'new', n: 3, m0: null },
    ];
    const groups = groupsOf(items, field('stage', 'select'), { amount: 'sum' }, ['new', 'won']);
    expect(groups.map(({ key, count, totals }) => [key, count, totals.amount])).toEqual([
      ['new', 3, null],
      ['won', 2, '5.00'],
      ['', 1, '1.00'],
    ]);
  });

  it('is the records of a group', () => {
    const group = (value: unknown) => ({ key: String(value), value, count: 1, totals: {} });
    expect(groupCondition(field('stage', 'select'), group('won'), 'UTC')).toEqual({
      field: 'stage',
      op: 'eq',
      value: 'won',
    });
    expect(groupCondition(field('stage', 'select'), group(null), 'UTC')).toEqual({ field: 'stage', op: 'is_empty' });
    expect(groupCondition(field('due', 'date'), group('2026-12-01'), 'UTC')).toEqual({
      all: [
        { field: 'due', op: 'ge', value: '2026-12-01' },
        { field: 'due', op: 'lt', value: '2027-01-01' },
      ],
    });
    expect(groupCondition(field('created_at', 'created_at'), group('2026-01-01'), 'Asia/Shanghai')).toEqual({
      all: [
        { field: 'created_at', op: 'ge', value: '2025-12-31T16:00:00Z' },
        { field: 'created_at', op: 'lt', value: '2026-01-31T16:00:00Z' },
      ],
    });
  });

  it('is shown anew without moving', () => {
    const items = [record('a'), record('b')];
    const fresh = record('b', { version: 4 });
    expect(renewed(items, new Map([['b', fresh]]))).toEqual([items[0], fresh]);
    expect(renewed(items, new Map([['x', fresh]]))).toBe(items);
  });

  it('is grouped as the address says, else as the view does', () => {
    expect(groupKey({}, { group: 'stage' })).toBe('stage');
    expect(groupKey({ group: 'none' }, { group: 'stage' })).toBeUndefined();
    expect(groupKey({ group: 'owner' }, { group: 'stage' })).toBe('owner');
  });

  it('is saved as it stands', () => {
    const view = { key: 'all', label: 'All', kind: 'table', columns: ['name'], sort: ['name'] };
    const settings = { ...viewSettings(form, view), rowHeight: 'tall' as const, frozen: 2, closed: ['won'] };
    expect(changedView(view, settings, { sort: ['-name'] })).toEqual({
      ...view,
      sort: ['-name'],
      row_height: 'tall',
      frozen: 2,
    });
  });
});

describe('chosen cells', () => {
  const rows = [record('a', { amount: '0.10', n: 1 }), record('b', { amount: '0.20', n: null })];
  const at = (line: { kind: string; position?: number }) => rows[line.position ?? -1];

  it('are added up exactly, where they are numbers', () => {
    const sums = areaSums(
      { top: 0, left: 0, bottom: 1, right: 1 },
      [column('amount', 'money'), column('n', 'text')],
      flat(2),
      at,
    );
    expect(sums).toEqual({ cells: 4, sum: '0.3', mean: '0.15' });
  });

  it('leave the heads of groups out', () => {
    const outline = grouped([{ key: 'g', value: 'g', count: 2, totals: {} }], new Set());
    expect(areaSums({ top: 0, left: 0, bottom: 2, right: 0 }, [column('amount', 'money')], outline, at).sum).toBe(
      '0.3',
    );
  });
});

describe('what was typed into one cell', () => {
  const form = {
    fields: [
      { key: 'name', kind: 'text' },
      { key: 'level', kind: 'select' },
    ],
  } as unknown as FormModel;
  const record = { id: 'a', version: 1 };
  it.each([
    ['a text', [{ record, set: { name: '宁波精工' } }], '宁波精工'],
    ['a choice', [{ record, set: { level: 'a' } }], undefined],
    ['an emptied cell', [{ record, set: { name: null } }], undefined],
    [
      'many cells',
      [
        { record, set: { name: '甲' } },
        { record, set: { name: '乙' } },
      ],
      undefined,
    ],
  ] as const)('%s', (_what, edits, words) => {
    expect(typedIn(form, edits)).toBe(words);
  });
});

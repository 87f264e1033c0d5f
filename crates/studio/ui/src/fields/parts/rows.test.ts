import { describe, expect, it } from 'vitest';
import type { Field, Row } from '../../model/field';
import { duplicateRow, fillDown, insertRow, isSummed, moveRow, pasteRows, summedOf, sumOf } from './rows';

const rows: readonly Row[] = [
  { id: 'a', what: 'one', price: '1.10' },
  { id: 'b', what: 'two', price: '2.25' },
  { id: 'c', what: null, price: null },
];
const ids = (rows: readonly Row[]) => rows.map(({ id }) => (id.startsWith('new:') ? '+' : id)).join('');

describe('rows', () => {
  it('move, and stay where there is no place', () => {
    expect(ids(moveRow(rows, 0, 2))).toBe('bca');
    expect(ids(moveRow(rows, 2, 1))).toBe('acb');
    expect(moveRow(rows, 0, -1)).toBe(rows);
    expect(moveRow(rows, 2, 3)).toBe(rows);
  });
  it('are added and doubled with ids of their own', () => {
    expect(ids(insertRow(rows, 1))).toBe('a+bc');
    const doubled = duplicateRow(rows, 1);
    expect(ids(doubled)).toBe('ab+c');
    expect(doubled[2]).toMatchObject({ what: 'two', price: '2.25' });
    expect(insertRow(rows, 0)[0]?.id).not.toBe(doubled[2]?.id);
  });
  it('take the value above', () => {
    expect(fillDown(rows, 2, 'what')[2]?.what).toBe('two');
    expect(fillDown(rows, 0, 'what')).toBe(rows);
  });
  it('add up exactly, and say nothing of nothing', () => {
    expect(sumOf(rows, 'price')).toBe('3.35');
    expect(
      sumOf(
        [
          { id: 'x', n: 2 },
          { id: 'y', n: 3 },
        ],
        'n',
      ),
    ).toBe('5');
    expect(
      sumOf(
        [
          { id: 'x', price: '0.1' },
          { id: 'y', price: '0.2' },
        ],
        'price',
      ),
    ).toBe('0.3');
    expect(sumOf(rows, 'none')).toBeUndefined();
  });
  it.each<[Field, boolean]>([
    [{ key: 'k', kind: 'money' }, true],
    [{ key: 'k', kind: 'money', right: 'masked' }, false],
    [{ key: 'k', kind: 'percent' }, false],
    [{ key: 'k', kind: 'formula', type: { type: 'number', scale: 2 } }, true],
    [{ key: 'k', kind: 'formula', type: { type: 'number', scale: 4 }, display: 'percent' }, false],
    [{ key: 'k', kind: 'formula', type: 'text' }, false],
    [{ key: 'k', kind: 'rating' }, false],
  ])('%o is summed: %s', (field, summed) => expect(isSummed(field)).toBe(summed));
});

it('adds up amounts, but not the price of one', () => {
  const of = (...path: string[]) => ({ op: 'field', path, row: true }) as const;
  const amount = { op: 'multiply', left: of('price'), right: of('quantity') } as const;
  const columns: readonly Field[] = [
    { key: 'price', kind: 'money' },
    { key: 'cost', kind: 'money' },
    { key: 'quantity', kind: 'number' },
    {
      key: 'amount',
      kind: 'formula',
      type: { type: 'number', scale: 2 },
      formula: { tree: { op: 'call', function: 'round', args: [amount] } },
    },
  ];
  expect(summedOf(columns).map(({ key }) => key)).toEqual(['cost', 'quantity', 'amount']);
});

describe('pasted cells', () => {
  const columns: readonly Field[] = [
    { key: 'what', kind: 'text' },
    { key: 'level', kind: 'select', options: 'levels' },
    { key: 'sum', kind: 'formula' },
    { key: 'price', kind: 'money' },
  ];
  const grid = {
    columns,
    most: 4,
    optionsOf: () => [{ key: 'hi', label: { 'zh-CN': '高', en: 'High' } }],
    mayWrite: (row: Row) => row.id !== 'b',
  };
  it('fill from where they are pasted, skip what is computed and closed, and add rows up to the limit', () => {
    const { rows: next, cells } = pasteRows(rows, 'x\tHigh\t9\t5\r\ny\t高\t9\t6\nz\t\t\t7\nw\nv\n', 0, 0, grid);
    expect(next).toHaveLength(4);
    expect(next[0]).toEqual({ id: 'a', what: 'x', level: 'hi', price: '5' });
    expect(next[1]).toEqual(rows[1]);
    expect(next[2]).toMatchObject({ id: 'c', what: 'z', level: null, price: '7' });
    expect(next[3]).toMatchObject({ what: 'w' });
    expect(cells).toContain('a/price');
    expect(cells.some((cell) => cell.startsWith('b/'))).toBe(false);
  });
});

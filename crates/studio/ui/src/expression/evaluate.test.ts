import { describe, expect, it } from 'vitest';
import type { Context } from './context';
import { Decimal, round } from './decimal';
import { evaluate, type Source } from './evaluate';
import { momentAt, parseDate, parseMoment, writeMoment } from './time';
import type { Tree } from './tree';
import { toWire, type Value } from './value';

const context: Context = {
  now: parseMoment('2026-01-31T01:30:00Z') ?? 0n,
  zone: 'Asia/Shanghai',
  me: { id: 'me', roles: ['sales'] },
  departmentParent: (id) => ({ team: 'sales', sales: 'company' })[id] ?? null,
};
const source: Source = {
  field: ([key = '']) => ({ a: new Decimal('1.5'), none: null })[key] ?? null,
  rows: () =>
    ['2', '3', null].map((price) => ({
      field: () => null,
      rows: () => [],
      row: () => (price === null ? null : new Decimal(price)),
    })),
};
const value = (tree: Tree) => toWire(evaluate(tree, source, context));
const number = (text: string): Tree => ({ op: 'literal', type: 'number', value: text });
const text = (value: string): Tree => ({ op: 'literal', type: 'text', value });
const date = (value: string): Tree => ({ op: 'literal', type: 'date', value });
const field = (key: string): Tree => ({ op: 'field', path: [key] });
const call = (name: string, ...args: Tree[]): Tree => ({ op: 'call', function: name, args });

describe('a typed tree', () => {
  it('computes exactly and rounds once', () => {
    expect(value({ op: 'add', left: number('0.1'), right: number('0.2') })).toBe('0.3');
    expect(value({ op: 'divide', left: number('2'), right: number('3') })).toBe('0.666666666667');
    expect(value({ op: 'multiply', left: number('1234567.123456789012'), right: number('7654321.210987654321') })).toBe(
      '9449773319463.314207093183',
    );
    expect(value({ op: 'divide', left: number('1'), right: number('0') })).toBeNull();
    expect(value({ op: 'add', left: number('9999999999999999'), right: number('1') })).toBeNull();
  });

  it('is empty where something is missing, and no where an order is asked of it', () => {
    expect(value({ op: 'add', left: field('a'), right: field('none') })).toBeNull();
    expect(value({ op: 'less', left: field('none'), right: field('a') })).toBe(false);
    expect(value({ op: 'equal', left: field('none'), right: text('') })).toBe(true);
    expect(value({ op: 'not', of: field('none') })).toBe(true);
  });

  it('takes the rows of a sub-table together', () => {
    const price: Tree = { op: 'field', row: true, path: ['price'] };
    expect(value({ op: 'rows', function: 'sum', table: 'lines', each: price })).toBe('5');
    expect(value({ op: 'rows', function: 'count', table: 'lines' })).toBe('3');
    expect(value({ op: 'rows', function: 'avg', table: 'lines', each: price })).toBe('2.5');
    const dear: Tree = { op: 'greater', left: price, right: number('2') };
    expect(value({ op: 'rows', function: 'some', table: 'lines', where: dear })).toBe(true);
    expect(value({ op: 'rows', function: 'every', table: 'lines', where: dear })).toBe(false);
  });

  it('knows the calendar', () => {
    expect(value(call('date_add', date('2026-01-31'), number('1'), text('month')))).toBe('2026-02-28');
    expect(value(call('date_diff', date('2026-01-31'), date('2026-02-27'), text('month')))).toBe('0');
    expect(value(call('start_of', date('2026-02-01'), text('week')))).toBe('2026-01-26');
    expect(value(call('date_plus', date('2026-01-31'), call('hours', number('36'))))).toBe('2026-02-01');
    expect(value({ op: 'today' })).toBe('2026-01-31');
    expect(value(call('text_of_moment', { op: 'now' }))).toBe('2026-01-31 09:30');
    expect(value(call('week', date('2027-01-01')))).toBe('53');
  });

  it('knows roles, departments and regions', () => {
    expect(value(call('has_role', text('sales')))).toBe(true);
    expect(value(call('within_department', text('team'), text('company')))).toBe(true);
    expect(value(call('within_department', text('company'), text('team')))).toBe(false);
    expect(value(call('within_region', text('330206'), text('330200')))).toBe(true);
    expect(value(call('within_region', text('330206'), text('310000')))).toBe(false);
  });

  it('gives empty for a function it does not know', () => expect(value(call('no_such_function'))).toBeNull());
});

it.each([
  ['2.345', 2, 'nearest', '2.35'],
  ['-2.341', 2, 'up', '-2.35'],
  ['2.349', 2, 'down', '2.34'],
  ['-2.341', 2, 'floor', '-2.35'],
  ['-2.349', 2, 'ceil', '-2.34'],
  ['1250', -2, 'nearest', '1300'],
  ['49', -2, 'nearest', '0'],
] as const)('%s rounded to %i %s', (number, digits, direction, expected) => {
  const result = round(new Decimal(number), digits, direction);
  expect(toWire(result as Value)).toBe(expected);
});

it('finds moments around a change of clocks', () => {
  const day = parseDate('2026-03-29') ?? 0;
  const at = (hour: number, minute = 0) =>
    writeMoment(momentAt(day, BigInt(hour * 60 + minute) * 60_000_000n, 'Europe/Berlin'));
  expect(at(1, 30)).toBe('2026-03-29T00:30:00Z');
  expect(at(2, 30)).toBe('2026-03-29T01:30:00Z');
  expect(at(3, 30)).toBe('2026-03-29T01:30:00Z');
});

import { describe, expect, it } from 'vitest';
import { both, type Filter, fromCondition, joined, toCondition } from './filter';
import { askedField, operandField } from './operand';

const filter: Filter = {
  match: 'any',
  clauses: [
    { field: 'stage', op: 'in', value: ['won', 'lost'] },
    { field: 'amount', op: 'between', value: ['1', '20.50'] },
    { field: 'customer.region', op: 'is_empty' },
  ],
};

describe('a simple filter', () => {
  it('survives being written as a condition and read again', () => {
    expect(fromCondition(toCondition(filter))).toEqual(filter);
  });

  it('leaves out clauses that are not complete yet', () => {
    const half: Filter = {
      match: 'all',
      clauses: [
        { field: 'a', op: 'eq' },
        { field: 'b', op: 'between', value: ['1', null] },
        { field: 'c', op: 'in', value: [] },
      ],
    };
    expect(toCondition(half)).toBeUndefined();
  });

  it('asks for computed dates as for dates', () => {
    const last = { key: 'k', kind: 'rollup', type: { type: 'date_time' } } as never;
    expect(askedField(last).kind).toBe('date_time');
    const sum = { key: 'k', kind: 'rollup', type: { type: 'number' } } as never;
    expect(askedField(sum).kind).toBe('rollup');
  });

  it('asks for moments with moments', () => {
    expect(operandField({ key: 'k', kind: 'created_at' }, 'one').kind).toBe('date_time');
  });

  it('reads the other names of comparisons', () => {
    const overdue = { field: 'due', op: 'before', value: { formula: 'today()' } };
    expect(fromCondition(overdue)?.clauses).toEqual([{ ...overdue, op: 'lt' }]);
  });

  it('shows the person who asks and days counted from today, and no other formula', () => {
    const clause = (op: string, value: unknown) => fromCondition({ field: 'a', op, value })?.clauses[0];
    expect(clause('in', [{ formula: 'me' }])).toBeDefined();
    expect(clause('eq', { formula: 'me' })).toBeDefined();
    expect(clause('lt', { formula: 'today()' })).toBeDefined();
    expect(clause('lt', { formula: 'signed_on' })).toBeUndefined();
    expect(clause('in', [{ formula: 'me' }, 'x'])).toBeUndefined();
    expect(clause('between', [{ formula: 'today()' }, '2026-01-01'])).toBeUndefined();
  });

  it('joins what a view asks with what is added to it', () => {
    const stage = { field: 'stage', op: 'in', value: ['won'] } as const;
    const due = { field: 'due', op: 'lt', value: '2026-01-01' } as const;
    const first: Filter = { match: 'all', clauses: [stage] };
    expect(joined(first, { match: 'all', clauses: [due] })).toEqual({ match: 'all', clauses: [stage, due] });
    expect(joined(first, { match: 'any', clauses: [due, due] })).toBeUndefined();
    expect(joined(filter, { match: 'all', clauses: [] })).toBe(filter);
  });

  it('asks for a computed share as for a percentage', () => {
    expect(operandField({ key: 'k', kind: 'formula', display: 'percent' }, 'one').kind).toBe('percent');
    expect(operandField({ key: 'k', kind: 'formula' }, 'one').kind).toBe('number');
  });
  it('keeps false and zero as values', () => {
    expect(
      toCondition({
        match: 'all',
        clauses: [
          { field: 'a', op: 'eq', value: false },
          { field: 'b', op: 'ge', value: 0 },
        ],
      }),
    ).toEqual({
      all: [
        { field: 'a', op: 'eq', value: false },
        { field: 'b', op: 'ge', value: 0 },
      ],
    });
  });

  it('knows what it cannot show', () => {
    expect(fromCondition({ not: { field: 'a', op: 'eq', value: 1 } })).toBeUndefined();
    expect(fromCondition({ all: ['amount > 3'] })).toBeUndefined();
    expect(fromCondition({ field: 'a', op: 'matches', value: 1 })).toBeUndefined();
    expect(fromCondition('amount > 3')).toBeUndefined();
  });

  it('joins the condition of a view with its own', () => {
    expect(both('a > 1', undefined)).toBe('a > 1');
    expect(both(undefined, undefined)).toBeUndefined();
    expect(both('a > 1', { all: [] })).toEqual({ all: ['a > 1', { all: [] }] });
  });
});

it('a value beside an operator can be emptied, also where the field may not be', () => {
  expect(operandField({ key: 'k', kind: 'select', options: 'o', required: true } as never, 'one')).not.toHaveProperty(
    'required',
  );
});

import { describe, expect, it } from 'vitest';
import { both, type Filter, fromCondition, toCondition } from './filter';
import { operandField } from './operand';

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

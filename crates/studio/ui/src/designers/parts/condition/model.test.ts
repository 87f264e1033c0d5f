import { describe, expect, it } from 'vitest';
import { addTo, changeAt, emptyGroup, type Group, readCondition, writeCondition } from './model';

const clause = { field: 'stage', op: 'eq', value: 'won' };

describe('a condition', () => {
  it.each([
    [clause],
    [{ all: [clause, { field: 'amount', op: 'gt', value: '10' }] }],
    [{ any: [clause, 'count(lines) > 0'] }],
    [{ not: clause }],
    [{ not: { any: [clause, clause] } }],
    [{ not: { all: [clause, clause] } }],
    [{ all: [{ any: [clause, clause] }, { not: clause }] }],
    [{ some: 'lines' }],
    [{ some: 'lines', where: { field: 'price', op: 'lt', value: '1' } }],
    [{ every: 'lines', where: { any: [clause, clause] } }],
    [{ field: 'owner', op: 'eq', value: { formula: 'me' } }],
    [{ field: 'amount', op: 'changed' }],
    ['amount > 3'],
  ])('%j survives being read and written', (json) => {
    const group = readCondition(json);
    expect(group && writeCondition(group)).toEqual(json);
  });

  it('is nothing when nothing is asked', () => {
    expect(readCondition(undefined)).toEqual(emptyGroup);
    expect(writeCondition(emptyGroup)).toBeUndefined();
  });

  it('is not read when its shape is unknown', () => {
    expect(readCondition({ matches: 'a' })).toBeUndefined();
    expect(readCondition({ all: [{ field: 'a', op: 'like', value: 1 }] })).toBeUndefined();
  });

  it('leaves out what is not complete yet', () => {
    const group: Group = {
      is: 'group',
      match: 'all',
      items: [
        { is: 'clause', field: 'a', op: 'eq' },
        { is: 'clause', field: 'b', op: 'in', value: [] },
        { is: 'clause', field: 'c', op: 'gt', value: { formula: '' } },
        { is: 'rows', quantifier: 'every', table: 'lines', where: emptyGroup },
        { is: 'formula', text: ' ' },
        { is: 'clause', field: 'd', op: 'is_set' },
        { is: 'clause', field: 'e', op: 'eq', value: false },
      ],
    };
    expect(writeCondition(group)).toEqual({
      all: [
        { field: 'd', op: 'is_set' },
        { field: 'e', op: 'eq', value: false },
      ],
    });
  });
});

describe('editing a condition', () => {
  const group = readCondition({ all: [clause, { any: [clause] }, { some: 'lines', where: clause }] }) as Group;

  it('changes a clause deep inside', () => {
    const next = changeAt(group, [2, 0], (node) => ({ ...node, value: 'lost' }) as typeof node);
    expect(writeCondition(next)).toEqual({
      all: [clause, clause, { some: 'lines', where: { ...clause, value: 'lost' } }],
    });
  });

  it('adds to a group and to rows', () => {
    const added = addTo(addTo(group, [1], { is: 'formula', text: 'a' }), [2], { is: 'formula', text: 'b' });
    expect(writeCondition(added)).toEqual({
      all: [clause, { any: [clause, 'a'] }, { some: 'lines', where: { all: [clause, 'b'] } }],
    });
  });

  it('takes out', () => {
    expect(changeAt(group, [0], () => undefined).items).toHaveLength(2);
    expect(changeAt(group, [], () => undefined)).toEqual(emptyGroup);
  });
});

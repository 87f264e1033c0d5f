import { describe, expect, it } from 'vitest';
import { askedView, nextSort, readListSearch } from './search';

describe('the address of a list', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(readListSearch({ view: 'mine', q: 12, sort: '', filter: { all: [] }, other: 'x', record: ['a'] })).toEqual({
      view: 'mine',
      q: '12',
      filter: { all: [] },
    });
  });

  it('does not take a filter that is no condition', () => {
    expect(readListSearch({ filter: 'amount > 1' })).toEqual({});
  });
});

describe('the conditions of a view', () => {
  const view = { key: 'mine', filter: { field: 'stage', op: 'is_set' } };

  it('hold unless the address puts them aside', () => {
    expect(askedView(readListSearch({}), view)).toBe(view);
    expect(askedView(readListSearch({ own: 'no' }), view)).toEqual({ key: 'mine' });
  });
});

describe('sorting by the head of a column', () => {
  it('goes from rising to falling to none', () => {
    expect(nextSort([], 'amount', false)).toEqual(['amount']);
    expect(nextSort(['amount'], 'amount', false)).toEqual(['-amount']);
    expect(nextSort(['-amount'], 'amount', false)).toEqual([]);
  });

  it('adds to the others when asked to', () => {
    expect(nextSort(['-amount'], 'name', true)).toEqual(['-amount', 'name']);
    expect(nextSort(['-amount', 'name'], 'amount', true)).toEqual(['name']);
    expect(nextSort(['-amount', 'name'], 'amount', false)).toEqual([]);
  });
});

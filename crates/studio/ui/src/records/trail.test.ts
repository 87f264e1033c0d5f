import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordPage } from '../api/records';
import { findTrail, stepOf, trailOf } from './trail';

const page = (ids: string, cursor: string | null = null, total?: number): RecordPage => ({
  items: [...ids].map((id) => ({ id, version: 1 })),
  next_cursor: cursor,
  ...(total === undefined ? {} : { total }),
});
const place = { app: 'crm', form: 'customer' };

describe('the way through a list', () => {
  beforeEach(() => sessionStorage.clear());

  const trail = trailOf([page('abc', 'p2', 7), page('cde', 'p3')], { limit: 3 });

  it('counts a record once though it came twice', () => expect(trail.ids.join('')).toBe('abcde'));
  it('knows the neighbours and the place', () =>
    expect(stepOf(trail, 'c')).toEqual({ at: 3, total: 7, previous: 'b', next: 'd', above: false, beyond: false }));
  it('knows that more follows what is loaded', () => {
    expect(stepOf(trail, 'e')).toMatchObject({ at: 5, previous: 'd', next: undefined, beyond: true });
    expect(stepOf(trailOf([page('ab')], {}), 'b')?.beyond).toBe(false);
  });
  it('knows that more comes before a page from the middle', () => {
    const middle = trailOf([page('xyz', 'p')], { skip: 100 }, 5000);
    expect(stepOf(middle, 'x')).toMatchObject({ at: 101, total: 5000, above: true, next: 'y' });
    expect(stepOf(middle, 'y')?.above).toBe(false);
    expect(middle.body).toEqual({});
  });
  it('says nothing about a record that is not in the list', () => expect(stepOf(trail, 'x')).toBeUndefined());

  it('is found in what a board has read, and after the list is gone', () => {
    const cache = new QueryClient();
    cache.setQueryData(['records', 'crm', 'customer', { limit: 3 }], { pages: [page('xyz')], pageParams: [null] });
    expect(findTrail(cache, place, 'y')?.ids.join('')).toBe('xyz');
    expect(findTrail(cache, place, 'q')).toBeUndefined();
    expect(findTrail(new QueryClient(), place, 'y')?.ids.join('')).toBe('xyz');
    expect(findTrail(new QueryClient(), { ...place, form: 'lead' }, 'y')).toBeUndefined();
  });
  it('is found in the pages of a table, with the total of its first', () => {
    const cache = new QueryClient();
    const where = { field: 'status', op: 'eq', value: 'open' };
    cache.setQueryData(['rows', 'crm', 'customer', 'groups', null, {}, null], [{ n: 3 }]);
    cache.setQueryData(['rows', 'crm', 'customer', 'page', { where, limit: 3, total: true }], page('abc', 'p', 300));
    cache.setQueryData(['rows', 'crm', 'customer', 'page', { where, limit: 3, skip: 99 }], page('xyz', 'p'));
    cache.setQueryData(['rows', 'crm', 'customer', 'page', { limit: 3, total: true }], page('q', null, 9));
    const found = findTrail(cache, place, 'y');
    expect(found && stepOf(found, 'y')).toMatchObject({ at: 101, total: 300, previous: 'x', next: 'z' });
  });
});

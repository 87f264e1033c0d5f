import { describe, expect, it } from 'vitest';
import type { Rec } from '../../../model/app';
import { type Branch, isBelow, linesOf, roots, wantedAfter } from './branches';

const record = (id: string): Rec => ({ id, version: 1 });
const branch = (ids: string, more = false, pending = false): Branch => ({
  records: [...ids].map(record),
  more,
  pending,
});
const tree = new Map([
  [roots, branch('ab')],
  ['a', branch('cd', true)],
  ['c', branch('e')],
]);
const shape = (open: string) =>
  linesOf(tree, new Set(open)).map((line) => `${line.level}${line.kind === 'record' ? line.key : line.kind}`);

describe('a tree', () => {
  it('shows what is open, in its order, with its depth', () => {
    expect(shape('')).toEqual(['1a', '1b']);
    expect(shape('ac')).toEqual(['1a', '2c', '3e', '2d', '2more', '1b']);
  });

  it('brings more and more of a long branch', () => {
    expect([0, 1, 2, 5].map(wantedAfter)).toEqual([50, 200, 400, 1000]);
    expect(linesOf(tree, new Set(['a'])).at(-2)).toMatchObject({ kind: 'more', parent: 'a', shown: 2 });
  });

  it('says where a record stands among its neighbours', () => {
    const [, line] = linesOf(tree, new Set(['a']));
    expect(line).toMatchObject({ at: 1, of: 2, parent: 'a' });
  });

  it('ends when a record is its own ancestor', () => {
    const round = new Map([
      [roots, branch('a')],
      ['a', branch('b')],
      ['b', branch('a')],
    ]);
    expect(linesOf(round, new Set(['a', 'b'])).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(isBelow(round, 'z', 'a')).toBe(false);
  });

  it('knows what lies below what', () => {
    expect(isBelow(tree, 'e', 'a')).toBe(true);
    expect(isBelow(tree, 'a', 'a')).toBe(true);
    expect(isBelow(tree, 'b', 'a')).toBe(false);
  });
});

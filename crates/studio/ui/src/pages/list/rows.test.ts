import { expect, it } from 'vitest';
import { struck } from './rows';

const set = (...ids: string[]): ReadonlySet<string> => new Set(ids);

it('strikes out what is not found, and takes it back when it is restored', () => {
  const gone = struck(set(), ['a', 'b'], set('b'));
  expect(gone).toEqual(set('a'));
  // Looked at again without news, it is the very same.
  expect(struck(gone, ['a', 'b'], set('b'))).toBe(gone);
  expect(struck(gone, ['c'], set('c'))).toBe(gone);
  expect(struck(gone, ['a'], set('a'))).toEqual(set());
  expect(gone).toEqual(set('a'));
});

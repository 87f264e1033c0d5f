import { expect, it } from 'vitest';
import { stretch } from './widths';

const wishes = [
  { path: 'a', width: 100 },
  { path: 'b', width: 100 },
];

it('shares spare room among the columns that nobody set', () => {
  expect(stretch(wishes, {}, 300)).toEqual([150, 150]);
  expect(stretch(wishes, { a: 80 }, 300)).toEqual([80, 220]);
});

it('keeps the widths when there is no room or all are set', () => {
  expect(stretch(wishes, {}, 120)).toEqual([100, 100]);
  expect(stretch(wishes, { a: 90, b: 90 }, 999)).toEqual([90, 90]);
});

import { expect, it } from 'vitest';
import { move } from './keys';

const extent = { rows: 100, columns: 4, page: 20 };

it.each([
  ['ArrowDown', false, { row: 11, column: 1 }],
  ['ArrowLeft', false, { row: 10, column: 0 }],
  ['PageUp', false, { row: 0, column: 1 }],
  ['PageDown', false, { row: 30, column: 1 }],
  ['End', false, { row: 10, column: 3 }],
  ['End', true, { row: 99, column: 3 }],
  ['Home', true, { row: 0, column: 0 }],
])('%s (ctrl %s) moves the active cell', (key, ctrlKey, cell) => {
  expect(move({ row: 10, column: 1 }, { key, ctrl: ctrlKey }, extent)).toEqual(cell);
});

it('stays inside and leaves other keys alone', () => {
  expect(move({ row: 99, column: 3 }, { key: 'ArrowDown', ctrl: false }, extent)).toEqual({ row: 99, column: 3 });
  expect(move({ row: 0, column: 0 }, { key: 'a', ctrl: false }, extent)).toBeUndefined();
});

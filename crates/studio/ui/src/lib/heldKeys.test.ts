import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdKeys, holdText } from './heldKeys';

const typed = vi.fn();
const pressed: string[] = [];
let input: HTMLInputElement;

const press = (key: string, more: KeyboardEventInit = {}) =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  );
const settled = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  vi.useRealTimers();
  typed.mockReset();
  pressed.length = 0;
  document.execCommand = typed;
  document.body.innerHTML = '<button></button><input>';
  document.querySelector('button')?.focus();
  input = document.querySelector('input') as HTMLInputElement;
  input.addEventListener('keydown', (event) => {
    pressed.push(event.key);
    if (event.key === 'Enter') event.preventDefault();
  });
});
afterEach(() => {
  // Nothing is held over into the next test.
  document.dispatchEvent(new Event('pointerdown'));
});

test('keys come to the box that gets the focus, in their order', async () => {
  const elsewhere = vi.fn();
  addEventListener('keydown', elsewhere);
  holdKeys();
  for (const key of ['2', 'a', 'Backspace', 'Enter']) expect(press(key)).toBe(false);
  expect(elsewhere).not.toHaveBeenCalled();
  removeEventListener('keydown', elsewhere);
  input.focus();
  await settled();
  expect(pressed).toEqual(['2', 'a', 'Backspace', 'Enter']);
  expect(typed.mock.calls).toEqual([['insertText', false, '2'], ['insertText', false, 'a'], ['delete']]);
});

test('once the box is here keys go their own way', async () => {
  holdKeys();
  input.focus();
  expect(press('x')).toBe(true);
  await settled();
  expect(pressed).toEqual(['x']);
  expect(typed).not.toHaveBeenCalled();
});

test('shortcuts are not held, and the pointer drops what is', async () => {
  holdKeys();
  expect(press('c', { ctrlKey: true })).toBe(true);
  expect(press('x')).toBe(false);
  document.dispatchEvent(new Event('pointerdown'));
  expect(press('y')).toBe(true);
  input.focus();
  await settled();
  expect(pressed).toEqual([]);
});

test('a box that does not come is not waited for', () => {
  vi.useFakeTimers();
  holdKeys();
  expect(press('x')).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect(press('y')).toBe(true);
});

test('what an input method wrote comes in its order among the keys; its own keys are not held', async () => {
  expect(holdText('早')).toBe(false);
  holdKeys();
  expect(press('a')).toBe(false);
  expect(press('Process', { keyCode: 229 } as KeyboardEventInit)).toBe(true);
  expect(holdText('拜访')).toBe(true);
  expect(press('b')).toBe(false);
  input.focus();
  await settled();
  expect(typed.mock.calls.map(([, , text]) => text)).toEqual(['a', '拜访', 'b']);
  expect(holdText('迟')).toBe(false);
});

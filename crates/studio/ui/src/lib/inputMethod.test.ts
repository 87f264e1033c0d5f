/** Keys of input methods reach no handler of a text box, in whichever way the browser tells of them. */
import { expect, test, vi } from 'vitest';
import { isComposed, keepComposedKeys } from './inputMethod';

keepComposedKeys();

function heard(box: HTMLElement, init: KeyboardEventInit): boolean {
  document.body.append(box);
  const handler = vi.fn();
  addEventListener('keydown', handler, { capture: true });
  box.addEventListener('keydown', handler);
  box.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
  removeEventListener('keydown', handler, { capture: true });
  box.remove();
  return handler.mock.calls.length > 0;
}

const ways: [string, KeyboardEventInit][] = [
  ['while a word is composed', { key: 'Enter', isComposing: true, keyCode: 229 }],
  ['after its end, as Safari does', { key: 'Enter', isComposing: false, keyCode: 229 }],
  ['before its beginning', { key: 'b', isComposing: false, keyCode: 229 }],
];

test.each(ways)('a key told %s is the input method’s', (_when, init) => {
  expect(heard(document.createElement('input'), init)).toBe(false);
  expect(heard(document.createElement('textarea'), init)).toBe(false);
  expect(isComposed(new KeyboardEvent('keydown', init))).toBe(true);
});

test('other keys, and those of rich texts, are heard', () => {
  expect(heard(document.createElement('input'), { key: 'Enter', keyCode: 13 })).toBe(true);
  const rich = document.createElement('div');
  rich.contentEditable = 'true';
  expect(heard(rich, { key: 'Enter', keyCode: 229 })).toBe(true);
  expect(isComposed(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13 }))).toBe(false);
});

test('a handler of React is asked in the same way', () => {
  const nativeEvent = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true });
  expect(isComposed({ keyCode: 13, nativeEvent })).toBe(true);
  expect(isComposed({ keyCode: 229, nativeEvent: new KeyboardEvent('keydown') })).toBe(true);
});

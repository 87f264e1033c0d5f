/** Keys pressed while the box that they are meant for is still on its way: held, and pressed again once it has the focus. */
import { isComposed } from './inputMethod';

/** A box that has not come after so many milliseconds is not waited for. */
const longest = 10_000;

let drop: () => void = () => undefined;
let held: (KeyboardEvent | string)[] | undefined;

/** Presses a key where the focus is, as far as a script can: what a handler does not take is typed. */
function press(pressed: KeyboardEvent | string) {
  if (typeof pressed === 'string') return document.execCommand('insertText', false, pressed);
  const { key, code, shiftKey } = pressed;
  const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
  if (!(document.activeElement ?? document.body).dispatchEvent(again)) return false;
  if ([...key].length === 1) return document.execCommand('insertText', false, key);
  return key === 'Backspace' && document.execCommand('delete');
}

/** Holds a text that an input method wrote meanwhile, in its order among the keys; false when nothing is held. */
export function holdText(text: string): boolean {
  held?.push(text);
  return held !== undefined;
}

/** To be called when a box is asked for: holds keys until something gets the focus. A press of the pointer drops them. */
export function holdKeys() {
  drop();
  const mine: (KeyboardEvent | string)[] = [];
  held = mine;
  const onKey = (event: KeyboardEvent) => {
    // What an input method takes comes as a text, once it is whole.
    if (isComposed(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    mine.push(event);
  };
  const onFocus = async () => {
    stop();
    // Between two keys, what the first did is drawn; no key of the person can come between.
    for (const pressed of mine) {
      await undefined;
      press(pressed);
    }
  };
  const stop = () => {
    if (held === mine) held = undefined;
    clearTimeout(timer);
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('pointerdown', stop, true);
  };
  const timer = setTimeout(stop, longest);
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('focusin', onFocus);
  document.addEventListener('pointerdown', stop, true);
  drop = stop;
}

/** Keys pressed while the box that they are meant for is still on its way: held, and pressed again once it has the focus. */

/** A box that has not come after so many milliseconds is not waited for. */
const longest = 10_000;

let drop: () => void = () => undefined;

/** Presses a key where the focus is, as far as a script can: what a handler does not take is typed. */
function press({ key, code, shiftKey }: KeyboardEvent) {
  const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
  if (!(document.activeElement ?? document.body).dispatchEvent(again)) return;
  if ([...key].length === 1) document.execCommand('insertText', false, key);
  else if (key === 'Backspace') document.execCommand('delete');
}

/** To be called when a box is asked for: holds keys until something gets the focus. A press of the pointer drops them. */
export function holdKeys() {
  drop();
  const held: KeyboardEvent[] = [];
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(event);
  };
  const onFocus = async () => {
    stop();
    // Between two keys, what the first did is drawn; no key of the person can come between.
    for (const event of held) {
      await undefined;
      press(event);
    }
  };
  const stop = () => {
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

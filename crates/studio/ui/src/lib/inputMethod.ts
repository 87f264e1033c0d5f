/** The keys of input methods. What writes Chinese takes Enter, Escape, arrows and digits for itself; they mean nothing to the page. */

type Key = Pick<KeyboardEvent, 'keyCode'> & { readonly isComposing?: boolean; readonly nativeEvent?: KeyboardEvent };

/**
 * Whether a key belongs to an input method. Safari tells of the key that ends a composition after its end, without `isComposing`,
 * and every browser tells of the one that begins it before its beginning: the code 229 is what they have in common.
 */
export const isComposed = ({ keyCode, isComposing, nativeEvent }: Key) =>
  keyCode === 229 || (nativeEvent?.isComposing ?? isComposing) === true;

/**
 * Keeps these keys of text boxes from everybody in the page, from the library's lists and dialogs as well: no handler has to think
 * of them. To be called before anything listens. Rich texts and formulas hear of theirs, because they write by them.
 */
export function keepComposedKeys() {
  addEventListener(
    'keydown',
    (event) => {
      const { target } = event;
      const box = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      if (box && isComposed(event)) event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

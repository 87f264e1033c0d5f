/** Keys of menus that open dialogs. */
import type { KeyboardEvent } from 'react';

/** Enter on an entry means the entry alone, not also the button of the dialog that takes the keyboard before the key is up. */
export function onEntryKey(event: KeyboardEvent) {
  if (event.key === 'Enter') event.preventDefault();
}

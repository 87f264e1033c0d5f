/** The keys that do something, by place, for the help panel. */
import type { ParseKeys } from 'i18next';

export interface Shortcut {
  readonly keys: readonly string[];
  readonly about: ParseKeys;
}

export const shortcuts: readonly { readonly place: ParseKeys; readonly list: readonly Shortcut[] }[] = [
  {
    place: 'help.everywhere',
    list: [
      { keys: ['Ctrl', 'K'], about: 'help.search' },
      { keys: ['?'], about: 'help.open' },
      { keys: ['Ctrl', 'Z'], about: 'help.undo' },
      { keys: ['F8'], about: 'help.message' },
      { keys: ['Esc'], about: 'help.close' },
    ],
  },
  {
    place: 'help.list',
    list: [
      { keys: ['↑', '↓'], about: 'help.move' },
      { keys: ['Enter'], about: 'help.openRecord' },
      { keys: ['Shift', 'Space'], about: 'help.select' },
    ],
  },
  {
    place: 'help.board',
    list: [
      { keys: ['Space'], about: 'help.lift' },
      { keys: ['←', '→', '↑', '↓'], about: 'help.carry' },
      { keys: ['Enter'], about: 'help.drop' },
      { keys: ['Esc'], about: 'help.putBack' },
    ],
  },
];

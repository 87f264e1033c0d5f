/** What a person chose for this browser: appearance, and whether the navigation is folded. */
import { create } from 'zustand';
import { recall, remember } from '../lib/stored';
import { type Appearance, install } from './tokens';

export type Choice = Appearance | 'system';

export const choices: readonly Choice[] = ['system', 'light', 'dark', 'contrast'];

interface Preferences {
  readonly choice: Choice;
  readonly appearance: Appearance;
  readonly folded: boolean;
  choose: (choice: Choice) => void;
  fold: (folded: boolean) => void;
}

const stored = 'formwork.theme';
const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
const more = globalThis.matchMedia?.('(prefers-contrast: more)');

function resolve(choice: Choice): Appearance {
  if (choice !== 'system') return choice;
  return dark?.matches ? 'dark' : more?.matches ? 'contrast' : 'light';
}

function remembered(): Choice {
  const value = localStorage.getItem(stored);
  return choices.find((choice) => choice === value) ?? 'system';
}

export const usePreferences = create<Preferences>((set) => ({
  choice: remembered(),
  appearance: resolve(remembered()),
  folded: recall('folded', false),
  choose: (choice) => {
    localStorage.setItem(stored, choice);
    set({ choice, appearance: resolve(choice) });
  },
  fold: (folded) => {
    remember('folded', folded);
    set({ folded });
  },
}));

/** Shows the chosen appearance, now and whenever it or the system's changes. */
export function followAppearance() {
  install(usePreferences.getState().appearance);
  usePreferences.subscribe(({ appearance }) => install(appearance));
  const again = () => {
    const { choice, choose } = usePreferences.getState();
    if (choice === 'system') choose('system');
  };
  dark?.addEventListener('change', again);
  more?.addEventListener('change', again);
}

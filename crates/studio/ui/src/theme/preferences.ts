/** What a person chose for this browser: appearance, and whether the navigation is folded. */
import { create } from 'zustand';
import { type Appearance, install } from './tokens';

export type Choice = Appearance | 'system';

interface Preferences {
  readonly choice: Choice;
  readonly appearance: Appearance;
  choose: (choice: Choice) => void;
}

const stored = 'formwork.theme';
const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
const resolve = (choice: Choice): Appearance => (choice === 'system' ? (system?.matches ? 'dark' : 'light') : choice);

function remembered(): Choice {
  const value = localStorage.getItem(stored);
  return value === 'light' || value === 'dark' ? value : 'system';
}

export const usePreferences = create<Preferences>((set) => ({
  choice: remembered(),
  appearance: resolve(remembered()),
  choose: (choice) => {
    localStorage.setItem(stored, choice);
    set({ choice, appearance: resolve(choice) });
  },
}));

/** Shows the chosen appearance, now and whenever it or the system's changes. */
export function followAppearance() {
  install(usePreferences.getState().appearance);
  usePreferences.subscribe(({ appearance }) => install(appearance));
  system?.addEventListener('change', () => {
    const { choice, choose } = usePreferences.getState();
    if (choice === 'system') choose('system');
  });
}

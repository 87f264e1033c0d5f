/** What the frame of the designers asks of the screen inside it. */
import { create } from 'zustand';
import type { Selection } from '../form/document';

interface ShellState {
  /** Where a problem is, until the screen went there. */
  readonly jump:
    | { readonly form: string; readonly selection: Selection; readonly property?: string | undefined }
    | undefined;
  /** The property of a field that is to come into sight, until its panel has shown it. */
  readonly sought: { readonly field: string; readonly property: string } | undefined;
  /** A form and a view of it that the menu is to show, until it does. */
  readonly listed: { readonly form: string; readonly view?: string | undefined } | undefined;
  readonly preview: boolean;
}

export const useShell = create<ShellState>(() => ({
  jump: undefined,
  sought: undefined,
  listed: undefined,
  preview: false,
}));

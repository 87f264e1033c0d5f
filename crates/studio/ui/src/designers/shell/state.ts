/** What the frame of the designers asks of the screen inside it. */
import { create } from 'zustand';
import type { Selection } from '../form/document';

interface ShellState {
  /** Where a problem is, until the screen went there. */
  readonly jump: { readonly form: string; readonly selection: Selection } | undefined;
  readonly preview: boolean;
}

export const useShell = create<ShellState>(() => ({ jump: undefined, preview: false }));

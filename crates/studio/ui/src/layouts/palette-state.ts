/** Whether the search over everything is open. */
import { create } from 'zustand';

export const usePalette = create<{ open: boolean; show: () => void; hide: () => void }>((set) => ({
  open: false,
  show: () => set({ open: true }),
  hide: () => set({ open: false }),
}));

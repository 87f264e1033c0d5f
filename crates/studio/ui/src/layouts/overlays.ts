/** Which of the panels over a page is open: the search over everything, the help. */
import { create } from 'zustand';

export type Overlay = 'palette' | 'help' | 'feedback';

export const useOverlays = create<{ open: Overlay | undefined; show: (what: Overlay) => void; hide: () => void }>(
  (set) => ({
    open: undefined,
    show: (open) => set({ open }),
    hide: () => set({ open: undefined }),
  }),
);

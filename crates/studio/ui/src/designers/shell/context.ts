/** The draft around the screens of the designers. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppDocument, Change } from '../form/model';
import type { DraftState, DraftStore } from './draft';

export interface Designing {
  readonly draft: DraftStore;
  /** What is in force, as far as its keys and kinds go; nothing while the app was never published. */
  readonly published: AppDocument | undefined;
}

export const DesignContext = createContext<Designing | null>(null);

export function useDesigning(): Designing {
  const designing = useContext(DesignContext);
  if (designing === null) throw new Error('no draft around');
  return designing;
}

export function useDraft<T>(select: (state: DraftState) => T): T {
  return useStore(useDesigning().draft, select);
}

export const useDocument = (): AppDocument => useDraft((state) => state.history.present);
export const useChange = (): ((change: Change) => void) => useDraft((state) => state.change);

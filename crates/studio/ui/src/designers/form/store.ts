/** What a person is doing in a form designer at this moment; the document itself is in the draft. */

import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { FieldDoc, Selection } from './document';
import type { Place } from './place';

export type Device = 'desktop' | 'phone';

/** What hangs at the pointer or was lifted by the keyboard. */
export type Carried =
  | { readonly what: 'new'; readonly kind: FieldDoc['kind'] }
  | { readonly what: 'section' }
  | { readonly what: 'fields'; readonly fields: readonly string[] }
  | { readonly what: 'column'; readonly table: string; readonly field: string };

/** Where it would go: among the rows, or among the columns of a sub-table. */
export type Target =
  | { readonly in: 'rows'; readonly place: Place }
  | { readonly in: 'table'; readonly table: string; readonly index: number };

/** A name that is being typed on the canvas. */
export type Naming =
  | { readonly of: 'field'; readonly table?: string; readonly field: string }
  | { readonly of: 'section'; readonly tab: number; readonly section: number }
  | { readonly of: 'tab'; readonly tab: number }
  | { readonly of: 'form' };

export interface DesignState {
  readonly selection: Selection;
  readonly tab: number;
  readonly naming: Naming | undefined;
  readonly carried: Carried | undefined;
  readonly target: Target | undefined;
  /** The stops of what was lifted by the keyboard, and at which it is. */
  readonly stops: { readonly all: readonly Target[]; readonly index: number } | undefined;
  /** The field that the keyboard should be at, counted up so that asking twice works. */
  readonly focus: { readonly table?: string; readonly field: string; readonly turn: number } | undefined;
  readonly device: Device;
  readonly panel: 'properties' | 'json';
  readonly previewing: boolean;
  /** Fields that are about to be removed, after a question. */
  readonly removing: { readonly table?: string; readonly fields: readonly string[] } | undefined;
  /** What is read aloud. */
  readonly said: string;
}

export type DesignStore = StoreApi<DesignState>;

export const createDesign = (form: string): DesignStore =>
  createStore<DesignState>()(() => ({
    selection: { at: 'form', form },
    tab: 0,
    naming: undefined,
    carried: undefined,
    target: undefined,
    stops: undefined,
    focus: undefined,
    device: 'desktop',
    panel: 'properties',
    previewing: false,
    removing: undefined,
    said: '',
  }));

export const DesignStoreContext = createContext<DesignStore | null>(null);

export function useDesign<T>(select: (state: DesignState) => T): T {
  const store = useContext(DesignStoreContext);
  if (store === null) throw new Error('no form designer around');
  return useStore(store, select);
}

export const isSelected = (selection: Selection, table: string | undefined, field: string): boolean =>
  selection.at === 'fields' && selection.table === table && selection.fields.includes(field);

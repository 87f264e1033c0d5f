/** What a field kind brings to the screens. Each kind is a folder with `read.tsx` and `edit.tsx`; `readers.ts` and `editors.ts` list them. */
import type { ReactNode } from 'react';
import type { Rec } from '../model/app';
import type { FieldOf, Kind, ValueOf } from '../model/field';

export interface ReadProps<K extends Kind> {
  readonly field: FieldOf<K>;
  readonly value: ValueOf<K>;
  /** The record around the value, for what the server expanded. */
  readonly record?: Rec | undefined;
}

/** How a value is shown. Both take a value that is there; what is empty is drawn by `Cell` and `Read` of `FieldValue`. */
export interface Reader<K extends Kind> {
  /** One line, in a list or a row of a sub-table. */
  readonly Cell: (props: ReadProps<K>) => ReactNode;
  /** In a record; as in a list when left out. */
  readonly Read?: (props: ReadProps<K>) => ReactNode;
  /** The first width of a column, in pixels. */
  readonly width: number;
  readonly align?: 'end';
  readonly sortable?: false;
  /** What a person may ask of it in the filter builder. */
  readonly family: Family;
  /** Takes the whole width of a form when its field does not say otherwise. */
  readonly wide?: true;
}

/** Groups of kinds that share operators. */
export type Family =
  | 'text'
  | 'number'
  | 'date'
  | 'time'
  | 'choice'
  | 'choices'
  | 'tree'
  | 'yes_no'
  | 'person'
  | 'link'
  | 'none';

export interface EditProps<K extends Kind> {
  readonly id: string;
  readonly field: FieldOf<K>;
  readonly value: ValueOf<K> | null;
  readonly onChange: (value: ValueOf<K> | null) => void;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  /** Only these options may be chosen now. */
  readonly only?: readonly string[] | undefined;
  /** The record around it, as it stands on the screen. */
  readonly record?: Rec | undefined;
  readonly placeholder?: string | undefined;
}

export interface Editor<K extends Kind> {
  readonly Edit: (props: EditProps<K>) => ReactNode;
}

/** A kind that nobody edits by hand. */
export const notEdited = null;

export type Readers = { readonly [K in Kind]: Reader<K> };
export type Editors = { readonly [K in Kind]: Editor<K> | typeof notEdited };

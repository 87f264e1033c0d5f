/** The field kinds of the definition language: their properties and the JSON of their values. */

/** A text that a person reads: one string, or a map from locale to string. */
export type Text = string | { readonly [locale: string]: string };

/** A typed expression tree as the server delivers it; see `expression/tree.ts`. */
export type { Tree } from '../expression/tree';

import type { Tree } from '../expression/tree';

/** A condition of the definition, with its tree for the browser. */
export interface Condition {
  readonly text?: string;
  readonly tree: Tree;
}

/** A literal, or a formula with its tree. */
export type Value = unknown | { readonly formula: string; readonly tree: Tree };

export interface Option {
  readonly key: string;
  readonly label: Text;
  readonly colour?: Colour;
  readonly retired?: boolean;
  readonly children?: readonly Option[];
}

export const colours = ['slate', 'blue', 'green', 'amber', 'red', 'violet', 'teal'] as const;
export type Colour = (typeof colours)[number];

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

export interface Address {
  readonly region?: string | null;
  readonly detail?: string | null;
}

/** A row of a sub-table; a row that was never saved has an id beginning with `new:`. */
export interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** A literal, or a formula with its tree. */
interface Limits {
  readonly min?: unknown;
  readonly max?: unknown;
}
interface Choice {
  readonly options: string | readonly Option[];
  readonly options_when?: readonly { readonly when: Condition; readonly only: readonly string[] }[];
}
interface Target {
  readonly form: string;
  readonly back?: string;
  readonly where?: unknown;
}
interface Files {
  readonly max_files?: number;
  readonly max_size_mb?: number;
  readonly types?: readonly string[];
}
interface Computed {
  /** As the model has it: with the tree, when the caller may read all that it needs. */
  readonly formula?: { readonly text?: string; readonly tree: Tree };
  readonly scale?: number;
}

/** Per kind: properties of its own, and the type of its value (never null here; a field's value may always be null). */
export interface Kinds {
  text: { props: { min_length?: number; max_length?: number; pattern?: string }; value: string };
  long_text: { props: { max_length?: number }; value: string };
  rich_text: { props: { max_length?: number }; value: string };
  integer: { props: Limits & { unit?: Text }; value: number };
  number: { props: Limits & { scale?: number; unit?: Text }; value: string };
  money: { props: Limits & { scale?: number; currency?: string }; value: string };
  percent: { props: Limits & { scale?: number }; value: string };
  yes_no: { props: object; value: boolean };
  date: { props: Limits; value: string };
  time: { props: Limits; value: string };
  date_time: { props: Limits; value: string };
  select: { props: Choice & { display?: 'list' | 'radio' }; value: string };
  multi_select: { props: Choice & { max_items?: number }; value: readonly string[] };
  tree_select: { props: { options: string | readonly Option[]; leaf_only?: boolean }; value: string };
  tags: { props: { max_items?: number }; value: readonly string[] };
  phone: { props: { type?: 'any' | 'mobile' | 'landline' }; value: string };
  email: { props: object; value: string };
  url: { props: object; value: string };
  id_number: { props: object; value: string };
  region: { props: { level?: 'province' | 'city' | 'district' }; value: string };
  address: { props: object; value: Address };
  user: { props: object; value: string };
  users: { props: object; value: readonly string[] };
  department: { props: object; value: string };
  link: { props: Target & { on_delete?: 'refuse' | 'clear' }; value: string };
  links: { props: Target & { max_items?: number }; value: readonly string[] };
  table: { props: { fields: readonly Field[]; min_rows?: number; max_rows?: number }; value: readonly Row[] };
  file: { props: Files; value: readonly StoredFile[] };
  image: { props: Files; value: readonly StoredFile[] };
  serial: { props: { pattern?: string; reset?: string }; value: string };
  formula: { props: Computed & { type?: ResultType; display?: 'number' | 'percent' }; value: unknown };
  rollup: { props: { form: string; via: string; op: string; of?: string; type?: ResultType }; value: unknown };
  lookup: { props: Computed & { via: string; field: string; type?: ResultType }; value: unknown };
  capital_money: { props: Computed & { of: string }; value: string };
  rating: { props: { max?: number }; value: number };
  progress: { props: object; value: number };
  colour: { props: object; value: string };
  json: { props: object; value: unknown };
  separator: { props: { text?: Text }; value: never };
  explanation: { props: { text?: Text }; value: never };
  created_at: { props: object; value: string };
  created_by: { props: object; value: string };
  updated_at: { props: object; value: string };
  updated_by: { props: object; value: string };
  owner: { props: object; value: string };
}

export type Kind = keyof Kinds;

/** The type of a computed value, in the words of the expression language. */
export type ResultType = string | { readonly [key: string]: unknown };

export type Right = 'masked' | 'read' | 'write';

interface Common {
  readonly key: string;
  readonly label?: Text;
  readonly help?: Text;
  readonly placeholder?: Text;
  readonly required?: boolean;
  readonly required_when?: Condition;
  readonly visible_when?: Condition;
  readonly read_only?: boolean;
  readonly read_only_when?: Condition;
  readonly default?: Value;
  readonly width?: number;
  readonly right?: Right;
}

export type FieldOf<K extends Kind> = Common & { readonly kind: K } & Readonly<Kinds[K]['props']>;
export type Field = { [K in Kind]: FieldOf<K> }[Kind];
export type ValueOf<K extends Kind> = Kinds[K]['value'];

/** Kinds whose value only the server or a formula gives. */
export const computedKinds: ReadonlySet<Kind> = new Set([
  'serial',
  'formula',
  'rollup',
  'lookup',
  'capital_money',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
]);

/** Kinds that only decorate a form. */
export const decorKinds: ReadonlySet<Kind> = new Set(['separator', 'explanation']);

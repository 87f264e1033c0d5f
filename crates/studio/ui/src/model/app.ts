/** The model of an app as screens need it: what `GET apps/{app}` answers. */
import type { Condition, Field, Option, Right, Text } from './field';

export interface MenuForm {
  readonly form: string;
  readonly view?: string;
  readonly label?: Text;
  readonly icon?: string;
}
export interface MenuGroup {
  readonly label: Text;
  readonly icon?: string;
  readonly items: readonly MenuForm[];
}
export type MenuItem = MenuForm | MenuGroup;

export interface Section {
  readonly section?: Text;
  readonly rows: readonly (readonly string[])[];
  readonly visible_when?: Condition;
  readonly collapsed?: boolean;
}
export interface Tab {
  readonly tab: Text;
  readonly sections?: readonly Section[];
  readonly rows?: readonly (readonly string[])[];
  readonly visible_when?: Condition;
}
export type LayoutItem = Section | Tab;

export interface View {
  readonly key: string;
  readonly label: Text;
  readonly kind: string;
  readonly columns?: readonly string[];
  /** Condition JSON (or a formula) as the definition has it; the query endpoint takes it as it is. */
  readonly filter?: unknown;
  readonly sort?: readonly string[];
  readonly group?: string;
  readonly by?: string;
  readonly sum?: string;
  readonly start?: string;
  readonly end?: string;
  /** What columns of a table add up to, below it and beside the heads of groups. */
  readonly totals?: Readonly<Record<string, 'sum' | 'avg' | 'min' | 'max' | 'count'>>;
  /** The first that holds colours a row or a card. A view that nobody published has conditions without trees. */
  readonly colours?: readonly { readonly when: unknown; readonly colour: string }[];
  /** Columns that stay while one scrolls. */
  readonly frozen?: number;
  readonly widths?: Readonly<Record<string, number>>;
  readonly row_height?: 'short' | 'medium' | 'tall';
  /** How many cards a lane of a board should hold at most, by option. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Of a gantt: from when to when a bar goes, how much of it is done, what is written on it. */
  readonly from?: string;
  readonly to?: string;
  readonly progress?: string;
  readonly title?: string;
  /** The pictures of a gallery. */
  readonly cover?: string;
  /** The link of the form to itself that makes a tree. */
  readonly parent?: string;
}

/** Where a role begins in an app. */
export type Landing = string | { readonly form: string; readonly view?: string };

export interface Check {
  readonly that: Condition;
  readonly at?: string;
  readonly message: Text;
}

/** A print template: a rich text in which `{{path}}` stands for a value and `{{#table}}…{{/table}}` for its rows. */
export interface Print {
  readonly key: string;
  readonly label: Text;
  readonly page?: 'A4' | 'A5';
  readonly landscape?: boolean;
  readonly body: Text;
}

export interface Rights {
  readonly read?: boolean;
  readonly create: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  readonly export: boolean;
  /** The right on who answers for a record. */
  readonly owner?: Right | 'hidden';
}

export interface FormModel {
  readonly key: string;
  readonly label: Text;
  readonly description?: Text;
  readonly icon?: string;
  readonly title?: string;
  readonly fields: readonly Field[];
  readonly checks?: readonly Check[];
  readonly layout?: readonly LayoutItem[];
  readonly views?: readonly View[];
  readonly prints?: readonly Print[];
  readonly rights: Rights;
}

export interface AppModel {
  readonly key: string;
  readonly label: Text;
  readonly icon?: string;
  readonly colour?: string;
  readonly release?: number | string;
  readonly menu: readonly MenuItem[];
  readonly roles?: readonly { readonly key: string; readonly label?: Text; readonly landing?: Landing }[];
  readonly options: { readonly [set: string]: readonly Option[] };
  readonly forms: { readonly [form: string]: FormModel };
  readonly settings?: { readonly currency?: string; readonly phone_region?: string };
}

/** A stored record: system fields, and the form's own. */
export interface Rec {
  readonly id: string;
  readonly version: number;
  readonly created_at?: string;
  readonly created_by?: string | null;
  readonly updated_at?: string;
  readonly updated_by?: string | null;
  readonly owner?: string | null;
  readonly expanded?: { readonly [field: string]: Rec | null | readonly (Rec | null)[] };
  readonly [field: string]: unknown;
}

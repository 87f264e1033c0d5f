/** The documents of an app as they are edited: what `GET apps/{app}/draft` answers. Properties that a designer does not know are kept. Pure. */
import type { Kind, Option, Text } from '../../model/field';

/** A condition as the definition has it: an object that pickers write, or a formula. */
export type ConditionDoc = string | { readonly [property: string]: unknown };

/** A field as the definition has it; properties of its kind stand beside these. */
export interface FieldDoc {
  readonly key: string;
  readonly kind: Kind;
  readonly label?: Text;
  readonly help?: Text;
  readonly placeholder?: Text;
  readonly required?: boolean;
  readonly read_only?: boolean;
  readonly required_when?: ConditionDoc;
  readonly visible_when?: ConditionDoc;
  readonly read_only_when?: ConditionDoc;
  readonly default?: unknown;
  readonly unique?: boolean;
  readonly width?: number;
  readonly was?: string;
  /** The fields of a sub-table. */
  readonly fields?: readonly FieldDoc[];
  readonly options?: string | readonly Option[];
  readonly [property: string]: unknown;
}

export type Rows = readonly (readonly string[])[];

export interface SectionDoc {
  readonly section: Text;
  readonly rows: Rows;
  readonly visible_when?: ConditionDoc;
  readonly collapsed?: boolean;
  /** A heading without rows of its own is a tab's. */
  readonly tab?: never;
}

export interface TabDoc {
  readonly tab: Text;
  readonly sections?: readonly SectionDoc[];
  readonly rows?: Rows;
  readonly visible_when?: ConditionDoc;
}

export interface ViewDoc {
  readonly key: string;
  readonly label: Text;
  readonly kind: string;
  readonly columns?: readonly string[];
  readonly [property: string]: unknown;
}

export interface CheckDoc {
  readonly that: ConditionDoc;
  readonly at?: string;
  readonly message: Text;
}

export interface UniqueDoc {
  readonly fields: readonly string[];
  readonly message?: Text;
}

/** A page that a record is printed on. */
export interface PrintDoc {
  readonly key: string;
  readonly label: Text;
  readonly roles?: readonly string[];
  readonly page: 'A4' | 'A5';
  readonly landscape?: boolean;
  /** HTML, or one for each language. */
  readonly body: Text;
}

export interface FormDoc {
  readonly format: number;
  readonly key: string;
  readonly label: Text;
  readonly description?: Text;
  readonly icon?: string;
  readonly title: string;
  readonly fields: readonly FieldDoc[];
  readonly checks?: readonly CheckDoc[];
  readonly unique?: readonly UniqueDoc[];
  readonly indexes?: readonly (readonly string[])[];
  readonly layout?: readonly (SectionDoc | TabDoc)[];
  readonly views?: readonly ViewDoc[];
  readonly prints?: readonly PrintDoc[];
  readonly was?: string;
  readonly [property: string]: unknown;
}

export interface OptionSetDoc {
  readonly format: number;
  readonly key: string;
  readonly label: Text;
  readonly options: readonly Option[];
}

export interface RoleDoc {
  readonly key: string;
  readonly label: Text;
  readonly forms?: {
    readonly [form: string]: {
      readonly fields?: { readonly [field: string]: string };
      readonly [property: string]: unknown;
    };
  };
  readonly [property: string]: unknown;
}

export interface ManifestDoc {
  readonly format: number;
  readonly key: string;
  readonly version: string;
  readonly label: Text;
  readonly description?: Text;
  readonly icon?: string;
  readonly colour?: string;
  readonly menu?: readonly unknown[];
  readonly settings?: { readonly currency?: string; readonly phone_region?: string };
  readonly [property: string]: unknown;
}

/** A packed app. */
export interface AppDocument {
  readonly app: ManifestDoc;
  readonly options: { readonly [key: string]: OptionSetDoc };
  readonly forms: { readonly [key: string]: FormDoc };
  readonly roles: { readonly [key: string]: RoleDoc };
  readonly [property: string]: unknown;
}

/** Names a field: of a form, or of the rows of one of its sub-tables. */
export interface FieldPath {
  readonly form: string;
  readonly table?: string;
  readonly field: string;
}

/** What is selected in a form designer. */
export type Selection =
  | { readonly at: 'form'; readonly form: string }
  | { readonly at: 'fields'; readonly form: string; readonly table?: string; readonly fields: readonly string[] }
  | { readonly at: 'section'; readonly form: string; readonly tab: number; readonly section: number }
  | { readonly at: 'tab'; readonly form: string; readonly tab: number };

/** The fields among which `table` (or the form itself) has its own. */
export function fieldsIn(document: AppDocument, form: string, table?: string): readonly FieldDoc[] {
  const fields = document.forms[form]?.fields ?? [];
  if (table === undefined) return fields;
  return fields.find(({ key, kind }) => key === table && kind === 'table')?.fields ?? [];
}

export function fieldAt(document: AppDocument, path: FieldPath): FieldDoc | undefined {
  return fieldsIn(document, path.form, path.table).find(({ key }) => key === path.field);
}

export const isTab = (block: SectionDoc | TabDoc): block is TabDoc => 'tab' in block;

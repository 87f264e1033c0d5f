/** New fields, sections and forms, and copies of fields. Pure; words come from outside. */
import type { Kind, Text } from '../../model/field';
import { keyFrom } from '../parts/key';
import { type AppDocument, type FieldDoc, type FormDoc, fieldsIn } from './document';
import type { Change } from './model';

/** Kinds whose key is their name, once in a form. */
export const systemKinds: ReadonlySet<Kind> = new Set([
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'owner',
]);

/** Kinds that the rows of a sub-table do not take. */
const notInRows: ReadonlySet<Kind> = new Set([
  ...systemKinds,
  'table',
  'links',
  'rollup',
  'serial',
  'separator',
  'explanation',
]);

/** Whether a field of `kind` may stand in the form, or in the rows of `table`, beside what is there. */
export function takes(document: AppDocument, form: string, table: string | undefined, kind: Kind): boolean {
  if (table !== undefined) return !notInRows.has(kind);
  return !systemKinds.has(kind) || !fieldsIn(document, form).some(({ key }) => key === kind);
}

/** Words of new fields in the language of who draws them. */
export interface Words {
  readonly kind: (kind: Kind) => string;
  readonly option: (number: number) => string;
  readonly explanation: string;
}

/** Properties that the language asks of a kind, as near to what is meant as the app allows. What is not there yet is left to the checker to name. */
function required(document: AppDocument, form: string, table: string | undefined, kind: Kind, words: Words): object {
  const own = fieldsIn(document, form, table);
  const forms = Object.values(document.forms);
  switch (kind) {
    case 'select':
    case 'multi_select':
    case 'tree_select':
      return { options: [1, 2].map((number) => ({ key: `option_${number}`, label: words.option(number) })) };
    case 'link':
    case 'links':
      return { form: (forms.find(({ key }) => key !== form) ?? forms[0])?.key ?? form };
    case 'table':
      return { fields: [{ key: 'text_1', kind: 'text', label: words.kind('text') }] };
    case 'serial':
      return { pattern: '{yyyy}{mm}{dd}{0000}', reset: 'day' };
    case 'formula':
      return { formula: ' ' };
    case 'rollup': {
      const via = forms.flatMap((other) =>
        other.fields.filter((field) => field.kind === 'link' && field.form === form).map(({ key }) => [other.key, key]),
      )[0];
      return { form: via?.[0] ?? form, via: via?.[1] ?? 'link', op: 'count' };
    }
    case 'lookup': {
      const via = own.find((field) => field.kind === 'link');
      const target = typeof via?.form === 'string' ? document.forms[via.form] : undefined;
      return { via: via?.key ?? 'link', field: target?.title ?? 'name' };
    }
    case 'capital_money':
      return { of: own.find((field) => field.kind === 'money' || field.kind === 'number')?.key ?? 'amount' };
    case 'explanation':
      return { text: words.explanation };
    default:
      return {};
  }
}

/** A key that no field there has, now or in `published`: from the label when it has Latin letters, else from the kind. */
export function freeKey(
  document: AppDocument,
  published: AppDocument | undefined,
  form: string,
  table: string | undefined,
  label: Text | undefined,
  kind: Kind,
): string {
  const taken = new Set(
    [document, published].flatMap((each) => (each ? fieldsIn(each, form, table).map(({ key }) => key) : [])),
  );
  return keyFrom(label, kind, (key) => taken.has(key));
}

export function newField(
  document: AppDocument,
  published: AppDocument | undefined,
  place: { readonly form: string; readonly table?: string },
  kind: Kind,
  words: Words,
): FieldDoc {
  const { form, table } = place;
  const key = systemKinds.has(kind) ? kind : freeKey(document, published, form, table, undefined, kind);
  const label = kind === 'explanation' ? {} : { label: words.kind(kind) };
  return { key, kind, ...label, ...required(document, form, table, kind, words) };
}

/** A form with one field, which stands for the record. */
export function newForm(document: AppDocument, label: Text, first: Text): FormDoc {
  const key = keyFrom(label, 'form', (key) => document.forms[key] !== undefined);
  return {
    format: 1,
    key,
    label,
    title: 'name',
    fields: [{ key: 'name', kind: 'text', label: first, required: true }],
  };
}

/** Puts a new form into the app and its menu. */
export function addForm(document: AppDocument, label: Text, first: Text): Change {
  const form = newForm(document, label, first);
  return {
    do: 'several',
    changes: [
      { do: 'putForm', form },
      { do: 'changeApp', set: { menu: [...(document.app.menu ?? []), { form: form.key }] } },
    ],
  };
}

/** Fields as they are put on the clipboard. */
export interface Copied {
  readonly formwork: 'fields';
  readonly app: string;
  readonly fields: readonly FieldDoc[];
}

export function copied(document: AppDocument, fields: readonly FieldDoc[]): string {
  const resolved = fields.map((field) => withOwnOptions(document, field));
  return JSON.stringify({ formwork: 'fields', app: document.app.key, fields: resolved } satisfies Copied, null, 2);
}

/** Options of a set stay by name; a paste into another app, where there is no such set, takes them from here. */
function withOwnOptions(document: AppDocument, field: FieldDoc): FieldDoc {
  const set = typeof field.options === 'string' ? document.options[field.options] : undefined;
  return {
    ...field,
    ...(set ? { copied_options: set.options } : {}),
    ...(field.fields ? { fields: field.fields.map((each) => withOwnOptions(document, each)) } : {}),
  };
}

/** Reads fields from the clipboard; nothing when it holds something else. */
export function readCopied(text: string): readonly FieldDoc[] | undefined {
  if (text.length > 2_000_000) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || !('formwork' in read) || read.formwork !== 'fields')
      return undefined;
    const fields = 'fields' in read && Array.isArray(read.fields) ? read.fields : [];
    return fields.filter(
      (field): field is FieldDoc =>
        typeof field === 'object' && field !== null && typeof field.key === 'string' && typeof field.kind === 'string',
    );
  } catch {
    return undefined;
  }
}

/** The fields as they can stand in the form (or the rows of `table`): with free keys, without what only their old place had. */
export function pasted(
  document: AppDocument,
  published: AppDocument | undefined,
  place: { readonly form: string; readonly table?: string },
  fields: readonly FieldDoc[],
): readonly FieldDoc[] {
  const taken = new Set(
    [document, published].flatMap((each) =>
      each ? fieldsIn(each, place.form, place.table).map(({ key }) => key) : [],
    ),
  );
  return fields
    .filter(({ kind }) => takes(document, place.form, place.table, kind))
    .map((field) => {
      const key = systemKinds.has(field.kind) ? field.key : nextKey(field.key, taken);
      taken.add(key);
      return { ...landed(document, field), key };
    });
}

/** The key itself when it is free, else the first free one of its row: `phone`, `phone_2`, `phone_3`. */
function nextKey(key: string, taken: ReadonlySet<string>): string {
  const stem = key.replace(/_\d+$/, '').slice(0, 58);
  let next = key;
  for (let number = 2; taken.has(next); number += 1) next = `${stem}_${number}`;
  return next;
}

function landed(document: AppDocument, field: FieldDoc): FieldDoc {
  const { was: _was, copied_options, ...rest } = field;
  const known = typeof field.options !== 'string' || document.options[field.options] !== undefined;
  return {
    ...rest,
    ...(!known && Array.isArray(copied_options) ? { options: copied_options } : {}),
    ...(field.fields ? { fields: field.fields.map((each) => landed(document, each)) } : {}),
  } as unknown as FieldDoc;
}

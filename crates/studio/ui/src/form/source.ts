/** The values of a record on the screen, as the expression language reads them: typed by the form, linked records from a cache. */
import type { Source } from '../expression/evaluate';
import type { TypeJson } from '../expression/tree';
import { fromWire, type Value } from '../expression/value';
import type { AppModel, FormModel } from '../model/app';
import { fieldOf } from '../model/context';
import type { Field, Kind, Row } from '../model/field';
import { systemField } from '../model/system';

export type Values = Readonly<Record<string, unknown>>;

/** Finds a record that links lead to; undefined when it is not known (yet). `user` and `department` are forms here. */
export type Lookup = (form: string, id: string) => Values | undefined;

const types: Partial<Record<Kind, TypeJson>> = {
  integer: 'number',
  number: 'number',
  money: 'number',
  percent: 'number',
  rating: 'number',
  progress: 'number',
  yes_no: 'yes_no',
  date: 'date',
  time: 'time',
  date_time: 'date_time',
  created_at: 'date_time',
  updated_at: 'date_time',
  multi_select: { type: 'list', of: 'option' },
  tags: { type: 'list', of: 'text' },
  users: { type: 'list', of: 'user' },
  links: { type: 'list', of: 'link' },
};

/** The type of a field's values. Of computed fields the model says it; where it does not, numbers are told from text by their looks. */
export function typeOf(field: Field): TypeJson {
  if ('type' in field && field.kind !== 'phone' && field.type !== undefined) return field.type as TypeJson;
  return types[field.kind] ?? 'text';
}

function read(field: Field, json: unknown): Value {
  if (field.kind === 'address')
    return fromWire(json === null || json === undefined ? null : JSON.stringify(json), 'text');
  const type = typeOf(field);
  const looksNumeric =
    type === 'text' && ['formula', 'rollup', 'lookup'].includes(field.kind) && typeof json !== 'boolean';
  if (looksNumeric && (typeof json === 'number' || (typeof json === 'string' && /^-?\d+(\.\d+)?$/.test(json))))
    return fromWire(json, 'number');
  return fromWire(json, type);
}

/** The form that a field of links points to; users and departments are forms of their own. */
export function targetOf(field: Field): string | undefined {
  if (field.kind === 'link') return field.form;
  if (['user', 'owner', 'created_by', 'updated_by'].includes(field.kind)) return 'user';
  return field.kind === 'department' ? 'department' : undefined;
}

const builtIn: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  user: {
    id: 'user',
    name: 'text',
    account: 'text',
    email: 'text',
    phone: 'text',
    title: 'text',
    department: 'department',
  },
  department: { id: 'department', name: 'text', parent: 'department', head: 'user' },
};

function fieldIn(app: AppModel, form: string, key: string): Field | undefined {
  const kind = builtIn[form]?.[key];
  if (kind) return { key, kind } as Field;
  if (key === 'id') return { key, kind: 'text' };
  const model = app.forms[form];
  return model && (fieldOf(model, key) ?? systemField(key));
}

/** Follows `path` from `values`, whose first field is `first`. */
function follow(
  app: AppModel,
  first: Field | undefined,
  values: Values,
  path: readonly string[],
  lookup: Lookup,
): Value {
  let field = first;
  let at: Values | undefined = values;
  for (const [index, key] of path.entries()) {
    if (!field || !at) return null;
    if (index === path.length - 1) return read(field, at[key]);
    const form = targetOf(field);
    const id: unknown = at[key];
    const next = path[index + 1];
    if (!form || typeof id !== 'string' || next === undefined) return null;
    at = lookup(form, id);
    field = fieldIn(app, form, next);
  }
  return null;
}

/** A source for the record `values` of `form`. Computed fields are asked of `computed` first. */
export function sourceOf(app: AppModel, form: FormModel, values: Values, lookup: Lookup, old?: Values): Source {
  const first = (key: string | undefined) =>
    key === undefined ? undefined : (fieldOf(form, key) ?? systemField(key) ?? idField(key));
  return {
    field: (path) => follow(app, first(path[0]), values, path, lookup),
    old: (path) => (old ? follow(app, first(path[0]), old, path, lookup) : null),
    rows: (table) => {
      const field = fieldOf(form, table);
      if (field?.kind !== 'table') return [];
      return rowsOf(values[table]).map((row) => rowSource(app, field.fields, row, lookup));
    },
  };
}

const idField = (key: string): Field | undefined => (key === 'id' ? { key, kind: 'text' } : undefined);

export function rowsOf(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value : [];
}

/** The part of a source that answers for one row. */
function rowSource(app: AppModel, fields: readonly Field[], row: Row, lookup: Lookup): Source {
  return {
    field: () => null,
    rows: () => [],
    row: (path) =>
      follow(
        app,
        fields.find(({ key }) => key === path[0]),
        row,
        path,
        lookup,
      ),
  };
}

/** A source for formulas of one row: paths of the record as they are, paths of the row from `row`. */
export function withRow(source: Source, app: AppModel, fields: readonly Field[], row: Row, lookup: Lookup): Source {
  const inner = rowSource(app, fields, row, lookup).row;
  return inner ? { ...source, row: inner } : source;
}

/** What a table asks the server for: which fields, which page of which group, and what the groups add up to. Pure. */
import type { QueryBody } from '../../api/records';
import { momentAt, parseDate, writeMoment } from '../../expression/time';
import { both } from '../../filter/filter';
import type { FormModel, Rec, View } from '../../model/app';
import type { Column } from '../../model/columns';
import { fieldOf } from '../../model/context';
import { computedKinds, decorKinds, type Field, type Kind } from '../../model/field';
import { systemField } from '../../model/system';
import type { Group } from '../../table/lines';
import type { TotalOp, Totals } from '../../table/TotalsRow';

/** Records that one request brings. */
export const pageSize = 100;

export type Body = QueryBody & { skip?: number };

const heavy: ReadonlySet<Kind> = new Set(['table', 'rich_text', 'json']);

/** The fields that rows need: what is shown, and what rules of fields that may be edited look at. What is computed on reading costs most and comes only when shown. */
export function fieldsOf(form: FormModel, columns: readonly Column[]): readonly string[] {
  const shown = new Set(columns.map(({ path }) => path.split('.')[0] ?? path));
  return form.fields
    .filter(
      ({ key, kind }) =>
        !decorKinds.has(kind) &&
        (shown.has(key) || key === form.title || (!computedKinds.has(kind) && !heavy.has(kind))),
    )
    .map(({ key }) => key);
}

/** The links whose records come along: the server goes one step. */
export function linksOf(form: FormModel, columns: readonly Column[]): readonly string[] {
  const heads = columns.map(({ path }) => path.split('.')[0] ?? path);
  const isLink = (key: string) => ['link', 'links'].includes(fieldOf(form, key)?.kind ?? '');
  return [...new Set(heads.filter(isLink))].sort().slice(0, 20);
}

export type { TotalOp, Totals };

const numeric = new Set<Kind>(['integer', 'number', 'money', 'percent', 'rating', 'progress']);
const dated = new Set<Kind>(['date', 'date_time', 'created_at', 'updated_at']);

export function isNumeric(field: Field): boolean {
  if (numeric.has(field.kind)) return true;
  if (!('type' in field) || field.kind === 'phone') return false;
  return (typeof field.type === 'object' ? field.type.type : field.type) === 'number';
}

/** What a column can be added up to. */
export function totalsOf({ field, path }: Column): readonly TotalOp[] {
  if (field.right === 'masked' || path.includes('.') || decorKinds.has(field.kind)) return [];
  if (isNumeric(field)) return ['sum', 'avg', 'min', 'max', 'count'];
  if (dated.has(field.kind)) return ['min', 'max', 'count'];
  return ['table', 'links', 'file', 'image', 'json', 'tags', 'multi_select', 'users', 'address'].includes(field.kind)
    ? []
    : ['count'];
}

/** Totals that the server can give: of columns that are there and by operations that fit. */
export function fitting(columns: readonly Column[], totals: Totals): Totals {
  return Object.fromEntries(
    Object.entries(totals).filter(([path, op]) =>
      columns.some((column) => column.path === path && totalsOf(column).includes(op)),
    ),
  );
}

const groupable = new Set<Kind>([
  'select',
  'tree_select',
  'yes_no',
  'user',
  'owner',
  'created_by',
  'updated_by',
  'department',
  'link',
  'region',
  'rating',
  'text',
  'integer',
  ...dated,
]);

export function mayGroup(field: Field): boolean {
  return groupable.has(field.kind) && field.right !== 'masked';
}

export const groupField = (form: FormModel, key: string): Field | undefined => {
  const field = fieldOf(form, key) ?? systemField(key);
  return field && mayGroup(field) ? field : undefined;
};

/** Dates are grouped by months. */
export const byMonth = (field: Field) => dated.has(field.kind);

/** The body that asks for groups, or for the totals of all records when nothing groups them. */
export function aggregateBody(where: unknown, field: Field | undefined, totals: Totals): Record<string, unknown> {
  const measures: Record<string, unknown> = { n: { count: '*' } };
  // Names of measures are keys: a path is not always one.
  for (const [index, [path, op]] of Object.entries(totals).entries()) measures[`m${index}`] = { [op]: path };
  return {
    measures,
    ...(where === undefined ? {} : { where }),
    ...(field ? { group_by: [byMonth(field) ? { field: field.key, grain: 'month' } : field.key] } : {}),
  };
}

/** The groups of an answer; options come in the order of their set, everything else as the server sorts it, empty last. */
export function groupsOf(
  items: readonly Record<string, unknown>[],
  field: Field | undefined,
  totals: Totals,
  options: readonly string[],
): readonly Group[] {
  const groups = items.map((item): Group => {
    const value = field ? (item[field.key] ?? null) : null;
    return {
      key: value === null ? '' : String(value),
      value,
      count: Number(item.n ?? 0),
      totals: Object.fromEntries(Object.keys(totals).map((path, index) => [path, item[`m${index}`]])),
    };
  });
  const rank = ({ value, key }: Group) => {
    const at = options.indexOf(key);
    return value === null ? Number.POSITIVE_INFINITY : at < 0 ? options.length : at;
  };
  return groups.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

/** The condition of the records of a group. */
export function groupCondition(field: Field, { value }: Group, zone: string): unknown {
  if (value === null) return { field: field.key, op: 'is_empty' };
  if (!byMonth(field)) return { field: field.key, op: 'eq', value };
  const [year = 1970, month = 1] = String(value).split('-').map(Number);
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  const bound = (day: string) => (field.kind === 'date' ? day : writeMoment(momentAt(parseDate(day) ?? 0, 0n, zone)));
  return {
    all: [
      { field: field.key, op: 'ge', value: bound(first) },
      { field: field.key, op: 'lt', value: bound(next) },
    ],
  };
}

interface Asked {
  readonly where: unknown;
  readonly sort: readonly string[] | undefined;
  readonly q: string | undefined;
  readonly fields: readonly string[];
  readonly expand: readonly string[];
}

/** What every request for rows of this list has in common. */
export function listBody({ where, sort, q, fields, expand }: Asked): Body {
  return {
    fields: [...fields],
    ...(where === undefined ? {} : { where }),
    ...(sort?.length ? { sort: [...sort] } : {}),
    ...(q ? { q } : {}),
    ...(expand.length ? { expand: [...expand] } : {}),
  };
}

/** The request for one page, of all records or of a group. */
export function pageBody(body: Body, page: number, within: unknown, counted: boolean): Body {
  const where = both(body.where, within);
  return {
    ...body,
    limit: pageSize,
    ...(where === undefined ? {} : { where }),
    ...(page > 0 ? { skip: page * pageSize } : {}),
    ...(counted ? { total: true } : {}),
  };
}

/** The same rows with those in `fresh` as they are now. */
export function renewed(items: readonly Rec[], fresh: ReadonlyMap<string, Rec>): readonly Rec[] {
  return items.some(({ id }) => fresh.has(id)) ? items.map((record) => fresh.get(record.id) ?? record) : items;
}

/** What a view shows of a form that it does not describe. */
export const everything = (label: View['label']): View => ({ key: '', label, kind: 'table' });

/** Which records are gone, after these were looked at and those were found. */
export function struck(
  gone: ReadonlySet<string>,
  looked: readonly string[],
  found: { has: (id: string) => boolean },
): ReadonlySet<string> {
  const changed = looked.filter((id) => gone.has(id) === found.has(id));
  if (changed.length === 0) return gone;
  const next = new Set(gone);
  for (const id of changed) {
    if (found.has(id)) next.delete(id);
    else next.add(id);
  }
  return next;
}

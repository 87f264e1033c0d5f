/** The issues a browser can see before the server does: what is required, too long, too small, or against a check. */
import type { Context } from '../expression/context';
import { type Decimal, parseNumber } from '../expression/decimal';
import { holds } from '../expression/evaluate';
import { i18n } from '../i18n';
import { words } from '../i18n/text';
import { formatNumber } from '../lib/format';
import type { AppModel, FormModel } from '../model/app';
import { isEmpty } from '../model/empty';
import { computedKinds, type Field } from '../model/field';
import type { Filled } from './fill';
import { type Lookup, rowsOf, sourceOf, type Values } from './source';

/** Texts by path: `name`, `lines/ROW/price`, and `` for the record as a whole. */
export type Issues = Readonly<Record<string, readonly string[]>>;

const t = i18n.t.bind(i18n);

function limitNumber(limit: unknown): Decimal | null {
  return typeof limit === 'number' || typeof limit === 'string' ? parseNumber(String(limit)) : null;
}

function numberIssue(
  field: Field & { min?: unknown; max?: unknown; scale?: number },
  value: unknown,
): string | undefined {
  const number = parseNumber(String(value));
  if (!number) return t('issue.number');
  const scale = field.kind === 'integer' ? 0 : (field.scale ?? (field.kind === 'percent' ? 4 : 2));
  if (!number.round(scale, 0).eq(number))
    return field.kind === 'integer'
      ? t('issue.whole')
      : t('issue.decimals', { count: field.kind === 'percent' ? scale - 2 : scale });
  const [min, max] = [limitNumber(field.min), limitNumber(field.max)];
  const show = (limit: Decimal) =>
    field.kind === 'percent' ? `${formatNumber(limit.times(100).toFixed())}%` : formatNumber(limit.toFixed());
  if (min && number.lt(min)) return t('issue.min', { min: show(min) });
  if (max && number.gt(max)) return t('issue.max', { max: show(max) });
  return undefined;
}

function textIssue(
  field: Field & { min_length?: number; max_length?: number; pattern?: string },
  value: string,
): string | undefined {
  const length = [...value].length;
  if (field.min_length !== undefined && length < field.min_length) return t('issue.short', { count: field.min_length });
  if (field.max_length !== undefined && length > field.max_length) return t('issue.long', { count: field.max_length });
  return undefined;
}

const looks: Partial<Record<Field['kind'], RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  url: /^https?:\/\/\S+$/i,
  phone: /^\+\d{5,15}$/,
  id_number: /^\d{17}[\dX]$/,
};

/** The issue of one value that is there. */
function valueIssue(field: Field, value: unknown): string | undefined {
  switch (field.kind) {
    case 'integer':
    case 'number':
    case 'money':
    case 'percent':
      return numberIssue(field, value);
    case 'text':
    case 'long_text':
      return textIssue(field, String(value));
    case 'date':
    case 'time': {
      if (typeof field.min === 'string' && String(value) < field.min) return t('issue.min', { min: field.min });
      if (typeof field.max === 'string' && String(value) > field.max) return t('issue.max', { max: field.max });
      return undefined;
    }
    case 'table': {
      const count = rowsOf(value).length;
      if (field.min_rows !== undefined && count < field.min_rows) return t('issue.fewRows', { count: field.min_rows });
      if (count > (field.max_rows ?? 500)) return t('issue.manyRows', { count: field.max_rows ?? 500 });
      return undefined;
    }
    default: {
      const look = looks[field.kind];
      return look && !look.test(String(value))
        ? t(`issue.${field.kind as 'email' | 'url' | 'phone' | 'id_number'}`)
        : undefined;
    }
  }
}

function fieldIssue(
  field: Field,
  value: unknown,
  state: { visible: boolean; required: boolean; readOnly: boolean } | undefined,
): string | undefined {
  if (!state?.visible || computedKinds.has(field.kind) || field.right === 'masked' || field.right === 'read')
    return undefined;
  if (isEmpty(value)) {
    const few = field.kind === 'table' && (field.min_rows ?? 0) > 0;
    return state.required || few ? t('issue.required') : undefined;
  }
  return valueIssue(field, value);
}

interface Around {
  readonly app: AppModel;
  readonly form: FormModel;
  readonly context: Context;
  readonly lookup: Lookup;
  readonly old?: Values | undefined;
}

/** All issues that can be seen here, by path. */
export function validate({ values, states }: Filled, { app, form, context, lookup, old }: Around): Issues {
  const issues: Record<string, string[]> = {};
  const note = (path: string, text: string | undefined) => {
    if (text !== undefined) issues[path] = [...(issues[path] ?? []), text];
  };
  for (const field of form.fields) {
    note(field.key, fieldIssue(field, values[field.key], states[field.key]));
    if (field.kind !== 'table' || !states[field.key]?.visible) continue;
    for (const row of rowsOf(values[field.key]))
      for (const inner of field.fields) {
        const path = `${field.key}/${row.id}/${inner.key}`;
        note(path, fieldIssue(inner, row[inner.key], states[path]));
      }
  }
  const source = sourceOf(app, form, values, lookup, old);
  for (const check of form.checks ?? [])
    if (check.that?.tree && !holds(check.that.tree, source, context))
      note(check.at ?? '', words(check.message, i18n.language));
  return issues;
}

/** Issues of the server, brought to the paths of the screen: `/lines/0/price` names the row by its place. */
export function fromServer(issues: readonly { path: string; text: string; code: string }[], values: Values): Issues {
  const found: Record<string, string[]> = {};
  for (const { path, text, code } of issues) {
    const [head = '', index, ...rest] = path.replace(/^\//, '').split('/');
    const row = index === undefined ? undefined : rowsOf(values[head])[Number(index)];
    const key = row && rest.length > 0 ? [head, row.id, ...rest].join('/') : head;
    found[key] = [...(found[key] ?? []), text || code];
  }
  return found;
}

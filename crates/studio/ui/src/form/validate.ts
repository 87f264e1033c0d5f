/** The issues a browser can see before the server does: what is required, too long, too small, or against a check. What did not change is not asked again. */
import type { Context } from '../expression/context';
import { evaluate, holds, type Source } from '../expression/evaluate';
import { pathsOf, type Tree } from '../expression/tree';
import { compare, fromWire, isNumber, toWire, type Value } from '../expression/value';
import { i18n } from '../i18n';
import { words } from '../i18n/text';
import { formatDateTime, formatNumber, formatPercent } from '../lib/format';
import type { AppModel, FormModel } from '../model/app';
import { isEmpty } from '../model/empty';
import { computedKinds, type Field } from '../model/field';
import { same } from './draft';
import type { Filled } from './fill';
import { shapeIssue } from './shape';
import { type Lookup, rowsOf, sourceOf, typeOf, type Values, withRow } from './source';

/** Texts by path: `name`, `lines/ROW/price`, and `` for the record as a whole. */
export type Issues = Readonly<Record<string, readonly string[]>>;

const t = i18n.t.bind(i18n);

/** A limit as a value: a literal, or what its formula gives now. */
function limitOf(field: Field, limit: unknown, source: Source, context: Context): Value {
  if (typeof limit === 'object' && limit !== null && 'tree' in limit)
    return evaluate(limit.tree as Tree, source, context);
  return fromWire(limit, typeOf(field));
}

function show(field: Field, limit: Value, zone: string): string {
  const wire = String(toWire(limit));
  if (field.kind === 'percent') return formatPercent(wire);
  if (field.kind === 'date_time') return formatDateTime(wire, zone);
  return isNumber(limit) ? formatNumber(wire) : wire;
}

function limitIssue(field: Field, value: unknown, source: Source, context: Context): string | undefined {
  if (!('min' in field) && !('max' in field)) return undefined;
  const own = fromWire(value, typeOf(field));
  const least = 'min' in field ? limitOf(field, field.min, source, context) : null;
  const most = 'max' in field && field.kind !== 'rating' ? limitOf(field, field.max, source, context) : null;
  if ((compare(own, least) ?? 0) < 0) return t('issue.min', { min: show(field, least, context.zone) });
  if ((compare(own, most) ?? 0) > 0) return t('issue.max', { max: show(field, most, context.zone) });
  return undefined;
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
  const source = sourceOf(app, form, values, lookup, old);
  const judge = (field: Field, path: string, value: unknown, before: unknown, known: boolean, on: Source) => {
    const state = states[path];
    if (!state?.visible || computedKinds.has(field.kind) || field.right === 'masked' || field.right === 'read') return;
    if (isEmpty(value) || (typeof value === 'string' && value.trim() === '')) {
      const few = field.kind === 'table' && (field.min_rows ?? 0) > 0 && !(known && isEmpty(before));
      note(path, state.required || few ? t('issue.required') : undefined);
    } else if (!known || !same(value, before)) {
      note(path, shapeIssue(field, value) ?? limitIssue(field, value, on, context));
    } else if (limitTrees(field).some((tree) => isAsked(tree, values, old))) {
      note(path, limitIssue(field, value, on, context));
    }
  };
  for (const field of form.fields) {
    judge(field, field.key, values[field.key], old?.[field.key], old !== undefined, source);
    if (field.kind !== 'table' || !states[field.key]?.visible) continue;
    if (rowsOf(values[field.key]).length > (field.max_rows ?? 500)) continue;
    for (const row of rowsOf(values[field.key])) {
      const before = rowsOf(old?.[field.key]).find(({ id }) => id === row.id);
      const on = withRow(source, app, field.fields, row, lookup);
      for (const inner of field.fields)
        judge(
          inner,
          `${field.key}/${row.id}/${inner.key}`,
          row[inner.key],
          before?.[inner.key],
          before !== undefined,
          on,
        );
    }
  }
  for (const check of form.checks ?? [])
    if (isAsked(check.that.tree, values, old) && !holds(check.that.tree, source, context))
      note(check.at ?? '', words(check.message, i18n.language));
  return issues;
}

/** The formulas that limit a field. */
function limitTrees(field: Field): readonly Tree[] {
  const limits = [...('min' in field ? [field.min] : []), ...('max' in field ? [field.max] : [])];
  return limits.flatMap((limit) =>
    typeof limit === 'object' && limit !== null && 'tree' in limit ? [limit.tree as Tree] : [],
  );
}

/** Whether something that a check or a limit reads has changed. */
function isAsked(tree: Tree, values: Values, old: Values | undefined): boolean {
  if (old === undefined) return true;
  const heads = pathsOf(tree).map(({ path, row, table }) => (row && table ? table : path[0]));
  return heads.some((head) => head !== undefined && !same(values[head], old[head]));
}

/** Issues of the server, brought to the paths of the screen: `/lines/0/price` names the row by its place. */
export function fromServer(issues: readonly { path: string; text: string; code: string }[], values: Values): Issues {
  const found: Record<string, string[]> = {};
  for (const { path, text, code } of issues) {
    const [head = '', index, ...rest] = path.replace(/^\//, '').split('/');
    const row = index === undefined ? undefined : rowsOf(values[head])[Number(index)];
    const key = row && rest.length > 0 ? [head, row.id, rest[0]].join('/') : head;
    found[key] = [...(found[key] ?? []), text || code];
  }
  return found;
}

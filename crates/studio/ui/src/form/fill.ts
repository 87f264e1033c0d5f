/** What the server would make of a record while a person types it: defaults, what is visible, formulas, rules. Pure; the server has the last word. */
import { capitalAmount } from '../expression/capital';
import type { Context } from '../expression/context';
import { parseNumber } from '../expression/decimal';
import { evaluate, holds, type Source } from '../expression/evaluate';
import type { Tree } from '../expression/tree';
import { toWire } from '../expression/value';
import { readPhone } from '../lib/format';
import type { AppModel, FormModel } from '../model/app';
import { isEmpty } from '../model/empty';
import type { Condition, Field, Row } from '../model/field';
import { systemField } from '../model/system';
import { type Lookup, rowsOf, sourceOf, targetOf, type Values, withRow } from './source';

/** What a field is like right now. */
export interface FieldState {
  readonly visible: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
  /** Options that may be chosen; undefined for all. */
  readonly only?: readonly string[];
}

export interface Filled {
  /** The values with defaults and formulas. */
  readonly values: Values;
  /** By path: `name`, and `lines/ROW/price` for a field of a row. */
  readonly states: Readonly<Record<string, FieldState>>;
}

export interface Surroundings {
  readonly app: AppModel;
  readonly form: FormModel;
  readonly context: Context;
  readonly lookup: Lookup;
  readonly creating: boolean;
  readonly old?: Values | undefined;
  /** Paths that a person has written in; a default never comes back there. */
  readonly touched: ReadonlySet<string>;
}

const treeOf = (condition: Condition | undefined): Tree | undefined => condition?.tree;

function formulaTree(field: Field): Tree | undefined {
  return 'formula' in field ? field.formula?.tree : undefined;
}

function scaleOf(field: Field): number | undefined {
  // The model gives the type of computed values, with their scale.
  if ('type' in field && typeof field.type === 'object' && typeof field.type.scale === 'number')
    return field.type.scale;
  const scales: Partial<Record<Field['kind'], number>> = {
    integer: 0,
    number: 2,
    money: 2,
    percent: 4,
    rating: 0,
    progress: 0,
  };
  return 'scale' in field && typeof field.scale === 'number' ? field.scale : scales[field.kind];
}

function defaultOf(field: Field, source: Source, context: Context): unknown {
  const given = field.default;
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'object' && 'tree' in given)
    return toWire(evaluate(given.tree as Tree, source, context), scaleOf(field));
  if (typeof given === 'object' && 'formula' in given) return undefined;
  // A definition may write a number as people do.
  return field.kind === 'phone' && typeof given === 'string' ? readPhone(given) : given;
}

/** The state of a field by its conditions. A field is closed as the record was, not as it will be: `before` is the record then. */
function stateOf(field: Field, source: Source, before: Source, context: Context): FieldState {
  const meets = (condition: Condition | undefined, on: Source) => {
    const tree = treeOf(condition);
    return tree !== undefined && holds(tree, on, context);
  };
  const shown = treeOf(field.visible_when);
  const visible = shown === undefined || holds(shown, source, context);
  const limits = 'options_when' in field ? field.options_when?.find(({ when }) => meets(when, source)) : undefined;
  return {
    visible,
    required: visible && (field.required === true || meets(field.required_when, source)),
    readOnly:
      field.right === 'read' ||
      field.right === 'masked' ||
      field.read_only === true ||
      meets(field.read_only_when, before),
    ...(limits ? { only: limits.only } : {}),
  };
}

/** Computes until nothing changes: a formula may stand on another, and what is visible on a formula. */
export function fill(values: Values, around: Surroundings): Filled {
  let current = values;
  let states: Record<string, FieldState> = {};
  for (let round = 0; round < mostRounds; round += 1) {
    const before = JSON.stringify(current);
    const hidden = new Set(Object.keys(states).filter((path) => states[path]?.visible === false));
    states = {};
    current = once(withShown(current, values, hidden, around.form), around, states);
    if (JSON.stringify(current) === before) break;
  }
  return { values: current, states };
}

/** Values may depend on each other so many steps deep. */
const mostRounds = 12;

/** What was hidden a round ago may be shown in the next: it is asked again with what was typed. */
function withShown(current: Values, typed: Values, hidden: ReadonlySet<string>, form: FormModel): Values {
  if (hidden.size === 0) return current;
  const next: Record<string, unknown> = { ...current };
  for (const field of form.fields) {
    if (hidden.has(field.key)) next[field.key] = typed[field.key];
    else if (field.kind === 'table') {
      const before = rowsOf(typed[field.key]);
      next[field.key] = rowsOf(current[field.key]).map((row): Row => {
        const cells = field.fields.filter(({ key }) => hidden.has(`${field.key}/${row.id}/${key}`));
        if (cells.length === 0) return row;
        const was = before.find(({ id }) => id === row.id);
        return { ...row, ...Object.fromEntries(cells.map(({ key }) => [key, was?.[key] ?? null])) };
      });
    }
  }
  return next;
}

function once(values: Values, around: Surroundings, states: Record<string, FieldState>): Values {
  const { app, form, context, lookup, old, creating, touched } = around;
  const next: Record<string, unknown> = { ...values };
  const source = () => sourceOf(app, form, next, lookup, old);
  if (creating)
    for (const field of form.fields) {
      if (touched.has(field.key) || field.default === undefined) continue;
      const value = defaultOf(field, source(), context);
      if (value !== undefined) next[field.key] = value;
    }
  for (const field of form.fields) {
    const now = source();
    const state = stateOf(field, now, old ? sourceOf(app, form, old, lookup, old) : now, context);
    states[field.key] = state;
    if (!state.visible && !isEmpty(next[field.key])) next[field.key] = null;
    if (field.kind === 'table' && state.visible)
      next[field.key] = fillRows(field.key, field.fields, next, around, source(), states);
  }
  for (const field of form.fields) {
    const computed = states[field.key]?.visible === false ? undefined : compute(field, next, source(), around);
    if (computed !== undefined) next[field.key] = computed;
  }
  return next;
}

/** The value of a computed field; undefined when only the server knows it. */
function compute(field: Field, values: Values, source: Source, { app, form, context, lookup }: Surroundings): unknown {
  const tree = formulaTree(field);
  if (tree) return toWire(evaluate(tree, source, context), scaleOf(field));
  if (field.kind === 'capital_money') {
    const amount = values[field.of];
    const number = typeof amount === 'string' || typeof amount === 'number' ? parseNumber(String(amount)) : null;
    return number && capitalAmount(number);
  }
  if (field.kind === 'lookup') {
    const via = form.fields.find(({ key }) => key === field.via) ?? systemField(field.via);
    const target = via && targetOf(via);
    if (!target || (via.kind === 'link' && app.forms[target] === undefined)) return undefined;
    const id = values[field.via];
    if (typeof id !== 'string') return null;
    const record = lookup(target, id);
    return record === undefined ? undefined : (record[field.field] ?? null);
  }
  return undefined;
}

function fillRows(
  table: string,
  fields: readonly Field[],
  values: Values,
  around: Surroundings,
  source: Source,
  states: Record<string, FieldState>,
) {
  const { app, context, lookup, touched, old } = around;
  return rowsOf(values[table]).map((row): Row => {
    const next: Record<string, unknown> & { id: string } = { ...row };
    const inside = () => withRow(source, app, fields, next, lookup);
    const isNew = row.id.startsWith('new:');
    for (const field of fields) {
      const path = `${table}/${row.id}/${field.key}`;
      if (isNew && field.default !== undefined && !touched.has(path)) {
        const value = defaultOf(field, inside(), context);
        if (value !== undefined) next[field.key] = value;
      }
      const now = inside();
      const was = old && rowsOf(old[table]).find(({ id }) => id === row.id);
      const before = old && was ? withRow(sourceOf(app, around.form, old, lookup, old), app, fields, was, lookup) : now;
      const state = stateOf(field, now, before, context);
      states[path] = state;
      if (!state.visible && !isEmpty(next[field.key])) next[field.key] = null;
    }
    for (const field of fields) {
      const tree = formulaTree(field);
      if (tree && states[`${table}/${row.id}/${field.key}`]?.visible !== false)
        next[field.key] = toWire(evaluate(tree, inside(), context), scaleOf(field));
      if (field.kind === 'lookup') {
        const via = fields.find(({ key }) => key === field.via);
        const id = next[field.via];
        if (via?.kind !== 'link') continue;
        const target = typeof id === 'string' ? lookup(via.form, id) : undefined;
        if (target) next[field.key] = target[field.field] ?? null;
      }
    }
    return next;
  });
}

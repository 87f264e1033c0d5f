/** A condition from the typed tree of a formula, as far as pickers can show it. Pure. */
import type { Tree } from '../../../expression/tree';
import type { Clause, ClauseOperator, Group, Node } from './model';
import { quoted } from './printed';

const flipped = {
  equal: 'eq',
  not_equal: 'ne',
  less: 'gt',
  less_equal: 'ge',
  greater: 'lt',
  greater_equal: 'le',
} as const;
const straight = {
  equal: 'eq',
  not_equal: 'ne',
  less: 'lt',
  less_equal: 'le',
  greater: 'gt',
  greater_equal: 'ge',
} as const;
type Comparison = keyof typeof straight;
const isComparison = (op: string): op is Comparison => op in straight;

const calls: Readonly<Record<string, ClauseOperator>> = {
  contains: 'contains', starts_with: 'starts_with', ends_with: 'ends_with', has: 'has', has_any: 'has_any', has_all: 'has_all',
  within_department: 'within', within_region: 'within',
}; // biome-ignore format: a table

/** The path of a field as it is now. */
function pathOf(tree: Tree): string | undefined {
  return tree.op === 'field' ? tree.path.join('.') : undefined;
}

/** A value beside an operator: a literal, or a formula that is short enough to write again. */
function operand(tree: Tree): unknown {
  if (tree.op === 'literal') return tree.value ?? undefined;
  if (tree.op === 'list') {
    const items = tree.items.map(operand);
    return items.includes(undefined) ? undefined : items;
  }
  const formula = written(tree);
  return formula === undefined ? undefined : { formula };
}

/** The text of a small tree; only what is called the same in formulas. */
function written(tree: Tree): string | undefined {
  switch (tree.op) {
    case 'field':
      return tree.path.join('.');
    case 'old':
      return `old.${tree.path.join('.')}`;
    case 'me':
      return tree.attribute === 'id' ? 'me' : `me.${tree.attribute}`;
    case 'now':
      return 'now()';
    case 'today':
      return 'today()';
    case 'literal':
      return tree.type === 'number'
        ? String(tree.value)
        : typeof tree.value === 'string'
          ? quoted(tree.value)
          : undefined;
    case 'call': {
      const name = tree.function === 'moment_add' ? 'date_add' : tree.function;
      if (!['date_add', 'start_of', 'end_of'].includes(name)) return undefined;
      const args = tree.args.map(written);
      return args.includes(undefined) ? undefined : `${name}(${args.join(', ')})`;
    }
    default:
      return undefined;
  }
}

const isBefore = (tree: Tree, path: string) => tree.op === 'old' && tree.path.join('.') === path;

function comparison(op: Comparison, left: Tree, right: Tree): Node | undefined {
  const path = pathOf(left);
  if (path === undefined) {
    const other = pathOf(right);
    const value = operand(left);
    return other === undefined || value === undefined
      ? undefined
      : { is: 'clause', field: other, op: flipped[op], value };
  }
  if (op === 'not_equal' && isBefore(right, path)) return { is: 'clause', field: path, op: 'changed' };
  const value = operand(right);
  return value === undefined ? undefined : { is: 'clause', field: path, op: straight[op], value };
}

function call(name: string, args: readonly Tree[]): Node | undefined {
  const [first, second] = args;
  const field = first && pathOf(first);
  if (field === undefined) return undefined;
  if (name === 'is_empty') return { is: 'clause', field, op: 'is_empty' };
  const op = calls[name];
  const value = second && operand(second);
  return op === undefined || value === undefined ? undefined : { is: 'clause', field, op, value };
}

/** The opposite of an operator, for `!`. */
const opposite: Partial<Record<ClauseOperator, ClauseOperator>> = {
  is_empty: 'is_set',
  contains: 'not_contains',
  in: 'not_in',
};

function negated(node: Node): Node {
  if (node.is === 'clause') {
    const op = opposite[node.op];
    if (op) return { ...node, op };
  }
  if (node.is === 'group' && node.match === 'any') return { ...node, match: 'none' };
  if (node.is === 'group' && node.match === 'all') return { ...node, match: 'not_all' };
  return { is: 'group', match: 'not_all', items: [node] };
}

/** The parts of a chain of the same operator. */
function chain(op: 'and' | 'or', tree: Tree): readonly Tree[] {
  return tree.op === op ? [...chain(op, tree.left), ...chain(op, tree.right)] : [tree];
}

const formulaIn = (value: unknown) =>
  typeof value === 'object' && value !== null && 'formula' in value ? String(value.formula) : undefined;

/** Two bounds of one field that say the same as one operator. */
function bounds(low: Clause, high: Clause): Clause | undefined {
  if (low.field !== high.field || low.op !== 'ge' || high.op !== 'le') return undefined;
  const [from, to] = [formulaIn(low.value), formulaIn(high.value)];
  const clause = (op: ClauseOperator, value: unknown): Clause => ({ is: 'clause', field: low.field, op, value });
  const start = from && /^start_of\((.+), "(\w+)"\)$/.exec(from);
  if (start && to === `end_of(${start[1]}, "${start[2]}")`) {
    const [, day, unit] = start;
    if (day === 'today()') return clause('this_period', unit);
    if (day === `date_add(today(), -1, "${unit}")`) return clause('last_period', unit);
    if (day === `date_add(today(), 1, "${unit}")`) return clause('next_period', unit);
  }
  const past = from && /^date_add\((today|now)\(\), -(\d+), "(\w+)"\)$/.exec(from);
  if (past && to === `${past[1]}()`) return clause('within_last', { [`${past[3]}s`]: Number(past[2]) });
  const coming = to && /^date_add\((today|now)\(\), (\d+), "(\w+)"\)$/.exec(to);
  if (coming && from === `${coming[1]}()`) return clause('within_next', { [`${coming[3]}s`]: Number(coming[2]) });
  return clause('between', [low.value, high.value]);
}

/** Neighbours that belong together as one clause. */
function joined(items: readonly Node[]): readonly Node[] {
  const result: Node[] = [];
  for (const item of items) {
    const before = result.at(-1);
    const both = before?.is === 'clause' && item.is === 'clause' ? pair(before, item) : undefined;
    if (both) result[result.length - 1] = both;
    else result.push(item);
  }
  return result;
}

function pair(first: Clause, second: Clause): Clause | undefined {
  if (first.field !== second.field) return undefined;
  if (first.op === 'changed' && second.op === 'eq') return { ...second, op: 'changed_to' };
  return bounds(first, second);
}

function node(tree: Tree): Node | undefined {
  switch (tree.op) {
    case 'and':
    case 'or': {
      const items = chain(tree.op, tree).map(node);
      if (!items.every((item) => item !== undefined)) return undefined;
      const parts = tree.op === 'and' ? joined(items) : items;
      const [only] = parts;
      return parts.length === 1 ? only : { is: 'group', match: tree.op === 'and' ? 'all' : 'any', items: parts };
    }
    case 'not': {
      const inner = node(tree.of);
      return inner && negated(inner);
    }
    case 'field':
      return { is: 'clause', field: tree.path.join('.'), op: 'eq', value: true };
    case 'in': {
      const field = pathOf(tree.left);
      const value = operand(tree.right);
      return field === undefined || !Array.isArray(value) ? undefined : { is: 'clause', field, op: 'in', value };
    }
    case 'call':
      return call(tree.function, tree.args);
    case 'rows': {
      if (tree.each || (tree.function !== 'some' && tree.function !== 'every')) return undefined;
      const where = tree.where ? node(tree.where) : undefined;
      if (tree.where && !where) return undefined;
      return { is: 'rows', quantifier: tree.function, table: tree.table, where: grouped(where) };
    }
    default:
      return isComparison(tree.op) && 'left' in tree ? comparison(tree.op, tree.left, tree.right) : undefined;
  }
}

const grouped = (part: Node | undefined): Group =>
  part === undefined
    ? { is: 'group', match: 'all', items: [] }
    : part.is === 'group'
      ? part
      : { is: 'group', match: 'all', items: [part] };

/** The condition that a formula's tree means; undefined when pickers cannot show it. */
export function conditionOfTree(tree: Tree): Group | undefined {
  const part = node(tree);
  return part && grouped(part);
}

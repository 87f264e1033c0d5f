/** Evaluates a typed tree on a record. It cannot fail: what makes no sense is empty. */
import type { Context } from './context';
import { add, type Decimal, divide, multiply, Decimal as Number_, remainder, subtract } from './decimal';
import { countOf, functions, greatest, least, mean, sumOf, words } from './functions';
import { local } from './time';
import type { Aggregate, Binary, Tree } from './tree';
import { compare, date, equal, fromWire, isEmpty, isList, isNumber, moment, span, type Value } from './value';

/** Where fields take their values from. */
export interface Source {
  /** The value at a path of the record, over links if it has hops. */
  field: (path: readonly string[]) => Value;
  /** The value before the change. */
  old?: (path: readonly string[]) => Value;
  /** The value at a path of the current row. */
  row?: (path: readonly string[]) => Value;
  /** A source for each row of a sub-table; only its `row` is asked. */
  rows: (table: string) => readonly Source[];
}

export function evaluate(tree: Tree, source: Source, context: Context): Value {
  const again = (node: Tree) => evaluate(node, source, context);
  switch (tree.op) {
    case 'literal':
      return fromWire(tree.value, tree.of === undefined ? tree.type : { type: 'list', of: tree.of });
    case 'field':
      return tree.row ? (source.row?.(tree.path) ?? null) : source.field(tree.path);
    case 'old':
      return source.old?.(tree.path) ?? null;
    case 'me':
      return attribute(tree.attribute, context);
    case 'now':
      return moment(context.now);
    case 'today':
      return date(local(context.now, context.zone).days);
    case 'not':
      return again(tree.of) !== true;
    case 'negate':
      return negate(again(tree.of));
    case 'if':
      return again(tree.test) === true ? again(tree.then) : again(tree.else);
    case 'call':
      return functions[tree.function]?.(tree.args.map(again), context) ?? null;
    case 'rows':
      return aggregate(tree.function, tree, source, context);
    case 'list':
      return tree.items.map(again);
    case 'and':
      return again(tree.left) === true && again(tree.right) === true;
    case 'or':
      return again(tree.left) === true || again(tree.right) === true;
    case 'coalesce': {
      const left = again(tree.left);
      return isEmpty(left) ? again(tree.right) : left;
    }
    default:
      return binary(tree.op, again(tree.left), again(tree.right));
  }
}

/** Whether a condition holds; empty is no. */
export function holds(tree: Tree, source: Source, context: Context): boolean {
  return evaluate(tree, source, context) === true;
}

function attribute(name: string, { me }: Context): Value {
  const known: Record<string, string | null | undefined> = {
    id: me.id,
    department: me.department,
    name: me.name,
    account: me.account,
    email: me.email,
    phone: me.phone,
    title: me.title,
  };
  return known[name] || null;
}

function negate(value: Value): Value {
  if (isNumber(value)) return value.neg();
  if (value && typeof value === 'object' && 'kind' in value && value.kind === 'span') return span(-value.n);
  return null;
}

const arithmetic: Partial<Record<Binary, (a: Decimal, b: Decimal) => Value>> = {
  add,
  subtract,
  multiply,
  divide,
  remainder,
};
const orders: Partial<Record<Binary, (order: number) => boolean>> = {
  less: (order) => order < 0,
  less_equal: (order) => order <= 0,
  greater: (order) => order > 0,
  greater_equal: (order) => order >= 0,
};

function binary(op: Binary, left: Value, right: Value): Value {
  const compute = arithmetic[op];
  if (compute) return isNumber(left) && isNumber(right) ? compute(left, right) : null;
  const order = orders[op];
  if (order) {
    const result = compare(left, right);
    return result !== undefined && order(result);
  }
  if (op === 'equal') return equal(left, right);
  if (op === 'not_equal') return !equal(left, right);
  if (op === 'in') return isList(right) && right.some((item) => equal(left, item));
  if (op === 'concat') return words(`${typeof left === 'string' ? left : ''}${typeof right === 'string' ? right : ''}`);
  return null;
}

type Rows = Extract<Tree, { op: 'rows' }>;

function aggregate(name: Aggregate, { table, each, where }: Rows, source: Source, context: Context): Value {
  const inside = source.rows(table).map((row) => ({ ...source, row: row.row ?? (() => null) }));
  const meets = (row: Source) => !where || holds(where, row, context);
  if (name === 'some') return inside.some(meets);
  if (name === 'every') return inside.every(meets);
  const chosen = inside.filter(meets);
  if (!each) return name === 'count' ? new Number_(chosen.length) : null;
  const values = chosen.map((row) => evaluate(each, row, context));
  const apply = { count: countOf, sum: sumOf, avg: mean, min: least, max: greatest }[name];
  return apply([values], context);
}

/** The typed tree of a simple condition, for conditions that no server has compiled: colours of rows in a view of one's own. The cases of engine-specs hold it to what the server makes. Pure. */
import { parseNumber } from '../expression/decimal';
import type { Tree, TypeJson } from '../expression/tree';
import { typeOf } from '../form/source';
import type { AppModel, FormModel } from '../model/app';
import { fieldOf } from '../model/context';
import type { Field } from '../model/field';
import { systemField } from '../model/system';
import { relativeOf } from './day';

/** The type of the field at the end of a path, and the forms that the path hops through. */
export type Resolve = (
  path: readonly string[],
) => { readonly type: TypeJson; readonly forms: readonly string[] } | undefined;

const people = new Set(['user', 'owner', 'created_by', 'updated_by']);

/** Types as conditions know them: finer than what values need. */
function typeIn(field: Field): TypeJson {
  if (field.kind === 'select' || field.kind === 'tree_select') return 'option';
  if (people.has(field.kind)) return 'user';
  if (field.kind === 'department' || field.kind === 'region' || field.kind === 'link') return field.kind;
  return typeOf(field);
}

export function resolver(app: AppModel, form: FormModel): Resolve {
  return (path) => {
    let at: FormModel | undefined = form;
    const forms: string[] = [];
    for (const [index, key] of path.entries()) {
      if (index > 0 && forms.at(-1) === 'user') return key === 'department' ? { type: 'department', forms } : undefined;
      const field: Field | undefined = at && (fieldOf(at, key) ?? systemField(key));
      if (!field || field.right === 'masked' || field.kind === 'table') return undefined;
      if (index === path.length - 1) return { type: typeIn(field), forms };
      const next: string | undefined = field.kind === 'link' ? field.form : people.has(field.kind) ? 'user' : undefined;
      if (next === undefined) return undefined;
      forms.push(next);
      at = app.forms[next];
    }
    return undefined;
  };
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (json: unknown): json is Node => typeof json === 'object' && json !== null && !Array.isArray(json);
const yesNo = (value: boolean): Tree => ({ op: 'literal', type: 'yes_no', value });
const not = (of: Tree): Tree => ({ op: 'not', of });
const call = (name: string, ...args: readonly Tree[]): Tree => ({ op: 'call', function: name, args });

const number = (value: number): Tree => ({ op: 'literal', type: 'number', value: String(value) });
const word = (value: string): Tree => ({ op: 'literal', type: 'text', value });
const and = (left: Tree, right: Tree): Tree => ({ op: 'and', left, right });

/** Units of spans, and the unit of functions that each stands for. */
const spans: Readonly<Record<string, string>> = {
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
  quarters: 'quarter',
  years: 'year',
};
const periods: ReadonlySet<unknown> = new Set(['day', 'week', 'month', 'quarter', 'year']);
const offsets = { last_period: -1, this_period: 0, next_period: 1 } as const;

/** `{ "days": 30 }` before or after now. */
function span(left: Tree, dated: boolean, value: unknown, direction: 1 | -1): Tree | undefined {
  const [[name, count] = [], ...more] = isNode(value) ? Object.entries(value) : [];
  const unit = name === undefined ? undefined : spans[name];
  if (!unit || more.length > 0 || typeof count !== 'number' || (dated && (unit === 'minute' || unit === 'hour')))
    return undefined;
  const base: Tree = { op: dated ? 'today' : 'now' };
  const far = call(dated ? 'date_add' : 'moment_add', base, number(count * direction), word(unit));
  const [least, most] = direction < 0 ? [far, base] : [base, far];
  return and({ op: 'greater_equal', left, right: least }, { op: 'less_equal', left, right: most });
}

/** This, last or next day, week, month, quarter or year. */
function period(left: Tree, dated: boolean, unit: unknown, offset: number): Tree | undefined {
  if (typeof unit !== 'string' || !periods.has(unit)) return undefined;
  const today: Tree = { op: 'today' };
  const day = (offset: number) => (offset === 0 ? today : call('date_add', today, number(offset), word(unit)));
  const edge = (name: string, offset: number) => call(name, day(offset), word(unit));
  if (dated)
    return and(
      { op: 'greater_equal', left, right: edge('start_of', offset) },
      { op: 'less_equal', left, right: edge('end_of', offset) },
    );
  const moment = (date: Tree) => call('moment_of_date', date);
  return and(
    { op: 'greater_equal', left, right: moment(edge('start_of', offset)) },
    { op: 'less', left, right: moment(edge('start_of', offset + 1)) },
  );
}

const comparisons = {
  eq: 'equal',
  ne: 'not_equal',
  lt: 'less',
  before: 'less',
  le: 'less_equal',
  gt: 'greater',
  after: 'greater',
  ge: 'greater_equal',
} as const;
const isComparison = (op: unknown): op is keyof typeof comparisons =>
  typeof op === 'string' && Object.hasOwn(comparisons, op);

/** The tree of `condition`; undefined when it is richer than this understands. */
export function treeOf(condition: unknown, resolve: Resolve): Tree | undefined {
  if (typeof condition === 'boolean') return yesNo(condition);
  if (!isNode(condition)) return undefined;
  if ('tree' in condition) return condition.tree as Tree;
  for (const [key, op, empty] of [
    ['all', 'and', true],
    ['any', 'or', false],
  ] as const) {
    const list = condition[key];
    if (!Array.isArray(list)) continue;
    const parts = list.map((part) => treeOf(part, resolve));
    if (!parts.every((part) => part !== undefined)) return undefined;
    return (
      parts.reduceRight<Tree | undefined>((right, left) => (right ? { op, left, right } : left), undefined) ??
      yesNo(empty)
    );
  }
  if ('not' in condition) {
    const of = treeOf(condition.not, resolve);
    return of && not(of);
  }
  return clause(condition, resolve);
}

function clause({ field, op, value }: Node, resolve: Resolve): Tree | undefined {
  if (typeof field !== 'string') return undefined;
  const path = field.split('.');
  const found = resolve(path);
  if (!found) return undefined;
  const { type, forms } = found;
  const left: Tree = { op: 'field', path, ...(forms.length > 0 ? { forms } : {}) };
  const item = typeof type === 'object' && type.type === 'list' ? (type.of ?? 'text') : type;
  const dated = item === 'date';
  const literal = (value: unknown): Tree => {
    if (isNode(value) && value.formula === 'me') return { op: 'me', attribute: 'id' };
    const relative = relativeOf(value);
    if (relative) {
      const base: Tree = { op: dated ? 'today' : 'now' };
      return relative.days === 0
        ? base
        : call(dated ? 'date_add' : 'moment_add', base, number(relative.days), word('day'));
    }
    return { op: 'literal', type: item === 'region' ? 'option' : item, value: plain(value) };
  };
  const plain = (value: unknown) => {
    if (value === undefined || value === null || value === '') return null;
    return item === 'number' ? (parseNumber(String(value))?.toFixed() ?? null) : value;
  };
  const list = (values: unknown): Tree | undefined =>
    Array.isArray(values)
      ? values.every((one) => !isNode(one))
        ? { op: 'literal', type: 'list', of: item, value: values.length > 0 ? values.map(plain) : null }
        : { op: 'list', items: values.map(literal) }
      : undefined;
  const isIn = (values: unknown): Tree | undefined => {
    const right = list(values);
    return right && { op: 'in', left, right };
  };
  // A formula that the builder does not write is richer than this.
  const formulas = (Array.isArray(value) ? value : [value]).filter((one) => isNode(one) && 'formula' in one);
  if (!formulas.every((one) => (one as Node).formula === 'me' || relativeOf(one) !== undefined)) return undefined;
  if (isComparison(op)) return { op: comparisons[op], left, right: literal(value) };
  switch (op) {
    case 'is_empty':
      return call('is_empty', left);
    case 'is_set':
      return not(call('is_empty', left));
    case 'in':
      return isIn(value);
    case 'not_in': {
      const of = isIn(value);
      return of && not(of);
    }
    case 'between': {
      const [low, high] = Array.isArray(value) ? value : [];
      return {
        op: 'and',
        left: { op: 'greater_equal', left, right: literal(low) },
        right: { op: 'less_equal', left, right: literal(high) },
      };
    }
    case 'contains':
    case 'starts_with':
    case 'ends_with':
      return item === 'text' ? call(op, left, literal(value)) : undefined;
    case 'not_contains':
      return item === 'text' ? not(call('contains', left, literal(value))) : undefined;
    case 'has':
      return call(op, left, literal(value));
    case 'has_any':
    case 'has_all': {
      const right = list(value);
      return right && call(op, left, right);
    }
    case 'within_last':
    case 'within_next':
      return dated || item === 'date_time' ? span(left, dated, value, op === 'within_last' ? -1 : 1) : undefined;
    case 'this_period':
    case 'last_period':
    case 'next_period':
      return dated || item === 'date_time' ? period(left, dated, value, offsets[op]) : undefined;
    case 'within':
      return type === 'region' || type === 'department' ? call(`within_${type}`, left, literal(value)) : undefined;
    default:
      return undefined;
  }
}

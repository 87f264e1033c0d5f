/** A condition written as a formula. Pure; `read.ts` goes the other way, from the typed tree that the server makes of a formula. */
import { type Clause, type Group, isComplete, type Node } from './model';

/** A text in quotes, as formulas have it. */
export const quoted = (text: string) =>
  `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;

/** What the text depends on: literals of numbers stand without quotes though JSON has them as text, and moments have a time of day. */
export type Sort = 'number' | 'moment' | 'other';
export type SortOf = (path: string) => Sort;

/** How tightly an operator binds; what binds less is put in parentheses. */
const or = 1;
const and = 2;
const test = 3;
const unary = 4;
interface Part {
  readonly text: string;
  readonly binds: number;
}

const wrap = ({ text, binds }: Part, least: number) => (binds < least ? `(${text})` : text);

function literal(value: unknown, number: boolean): string {
  if (typeof value === 'object' && value !== null && 'formula' in value) return formulaPart(String(value.formula));
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, number)).join(', ')}]`;
  if (value === null || value === undefined) return '()';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  const text = String(value);
  return number && /^-?\d+(\.\d+)?$/.test(text) ? text : quoted(text);
}

/** A formula as a part of another: bare when it is one name, number, text or call. */
const formulaPart = (text: string) =>
  /^(\w+(\.\w+)*(\([^()]*\))?|"[^"\\]*"|-?\d+(\.\d+)?)$/.test(text.trim()) ? text.trim() : `(${text.trim()})`;

const compare = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=', before: '<', after: '>' } as const;
const spans: Readonly<Record<string, string>> = {
  minutes: 'minute', hours: 'hour', days: 'day', weeks: 'week', months: 'month', quarters: 'quarter', years: 'year',
}; // biome-ignore format: a table

function clause({ field, op, value }: Clause, sortOf: SortOf): Part | undefined {
  const sort = sortOf(field);
  const number = sort === 'number';
  const moment = sort === 'moment';
  const given = literal(value, number);
  const call = (name: string, ...args: readonly string[]): Part => ({
    text: `${name}(${args.join(', ')})`,
    binds: unary,
  });
  const not = (part: Part): Part => ({ text: `!${wrap(part, unary)}`, binds: unary });
  if (op in compare) return { text: `${field} ${compare[op as keyof typeof compare]} ${given}`, binds: test };
  switch (op) {
    case 'is_empty':
    case 'is_set':
      return call(op, field);
    case 'in':
      return { text: `${field} in ${given}`, binds: test };
    case 'not_in':
      return { text: `${field} !in ${given}`, binds: test };
    case 'between': {
      const [low, high] = Array.isArray(value) ? value : [];
      return call('between', field, literal(low, number), literal(high, number));
    }
    case 'contains':
    case 'starts_with':
    case 'ends_with':
    case 'has':
    case 'has_any':
    case 'has_all':
    case 'within':
      return call(op, field, given);
    case 'not_contains':
      return not(call('contains', field, given));
    case 'changed':
      return { text: `${field} != old.${field}`, binds: test };
    case 'changed_to':
      return { text: `${field} != old.${field} && ${field} == ${given}`, binds: and };
    case 'changed_from':
      return { text: `${field} != old.${field} && old.${field} == ${given}`, binds: and };
    case 'within_last':
    case 'within_next': {
      const [[unit, count] = ['', 0]] = Object.entries((value ?? {}) as Record<string, number>);
      const name = spans[unit];
      if (name === undefined) return undefined;
      const now = moment ? 'now()' : 'today()';
      const end = `date_add(${now}, ${op === 'within_last' ? -count : count}, "${name}")`;
      return call('between', field, ...(op === 'within_last' ? [end, now] : [now, end]));
    }
    case 'this_period':
    case 'last_period':
    case 'next_period': {
      const unit = quoted(String(value));
      const day = op === 'this_period' ? 'today()' : `date_add(today(), ${op === 'last_period' ? -1 : 1}, ${unit})`;
      return call('between', moment ? `date(${field})` : field, `start_of(${day}, ${unit})`, `end_of(${day}, ${unit})`);
    }
  }
  return undefined;
}

function node(part: Node, sortOf: SortOf): Part | undefined {
  if (!isComplete(part)) return undefined;
  switch (part.is) {
    case 'clause':
      return clause(part, sortOf);
    case 'formula':
      return { text: part.text.trim(), binds: formulaPart(part.text) === part.text.trim() ? unary : 0 };
    case 'rows': {
      const where = group(part.where, (path) => sortOf(`${part.table}.${path}`));
      const of = where ? `${part.table}, ${where.text}` : part.table;
      return { text: `${part.quantifier}(${of})`, binds: unary };
    }
    case 'group':
      return group(part, sortOf);
  }
}

function group({ match, items }: Group, sortOf: SortOf): Part | undefined {
  const parts = items.map((item) => node(item, sortOf)).filter((part) => part !== undefined);
  const [only] = parts;
  if (!only) return undefined;
  const binds = match === 'any' || match === 'none' ? or : and;
  const joined: Part =
    parts.length === 1
      ? only
      : { text: parts.map((part) => wrap(part, binds + 1)).join(binds === or ? ' || ' : ' && '), binds };
  const negated = match === 'none' || match === 'not_all';
  return negated ? { text: `!${wrap(joined, unary)}`, binds: unary } : joined;
}

/** The formula that means the same; empty when nothing is asked. */
export function formulaOf(condition: Group, sortOf: SortOf): string {
  return group(condition, sortOf)?.text ?? '';
}

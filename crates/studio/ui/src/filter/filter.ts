/** A simple filter: clauses joined by all or any. It is read from condition JSON and written back as such; pure. */
import { relativeOf } from './day';
import { isOperator, type Operator, operandOf } from './operators';

export interface Clause {
  readonly field: string;
  readonly op: Operator;
  readonly value?: unknown;
}

export interface Filter {
  readonly match: 'all' | 'any';
  readonly clauses: readonly Clause[];
}

export const none: Filter = { match: 'all', clauses: [] };

function blank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && (value.length === 0 || value.some(blank)))
  );
}

/** Whether a clause says all it needs to; one that does not yet is left out of the condition. */
export function isComplete(clause: Clause): boolean {
  return operandOf(clause.op) === 'none' || !blank(clause.value);
}

export type Condition = Record<string, unknown>;

function clauseToCondition({ field, op, value }: Clause): Condition {
  return operandOf(op) === 'none' ? { field, op } : { field, op, value };
}

/** The condition JSON of a filter; undefined when it asks for nothing. */
export function toCondition(filter: Filter): Condition | undefined {
  const clauses = filter.clauses.filter(isComplete).map(clauseToCondition);
  return clauses.length === 0 ? undefined : { [filter.match]: clauses };
}

/** Whether a value can be shown beside an operator: a plain one, the person who asks, or a day that is counted from today. */
function isShown(value: unknown): boolean {
  if (Array.isArray(value)) return isMe(value) || value.every((one) => typeof one !== 'object' || one === null);
  if (typeof value !== 'object' || value === null || !('formula' in value)) return true;
  return isMe(value) || relativeOf(value) !== undefined;
}

/** Whether a value is the person who asks: alone, or as the only one of several. */
export function isMe(value: unknown): boolean {
  const [one, ...more] = [value].flat();
  return more.length === 0 && typeof one === 'object' && one !== null && 'formula' in one && one.formula === 'me';
}

/** Two names of one comparison. */
const aliases: Readonly<Record<string, Operator>> = { before: 'lt', after: 'gt' };

function readClause(node: unknown): Clause | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const { field, op: written, value } = node as Condition;
  const op = typeof written === 'string' ? (aliases[written] ?? written) : undefined;
  if (typeof field !== 'string' || !isOperator(op) || !isShown(value)) return undefined;
  return value === undefined ? { field, op } : { field, op, value };
}

/** Reads condition JSON back; undefined when it is richer than the builder can show. */
export function fromCondition(condition: unknown): Filter | undefined {
  if (condition === undefined || condition === null) return none;
  const single = readClause(condition);
  if (single) return { match: 'all', clauses: [single] };
  if (typeof condition !== 'object') return undefined;
  for (const match of ['all', 'any'] as const) {
    const list = (condition as Condition)[match];
    if (!Array.isArray(list)) continue;
    const clauses = list.map(readClause);
    if (clauses.every((clause) => clause !== undefined)) return { match, clauses };
  }
  return undefined;
}

/** Both conditions at once; either may be missing. */
export function both(first: unknown, second: unknown): unknown {
  if (first === undefined || first === null) return second ?? undefined;
  if (second === undefined || second === null) return first;
  return { all: [first, second] };
}

/** Both filters as one that the builder can show; undefined when one of them is for any and the other for something too. */
export function joined(first: Filter, second: Filter): Filter | undefined {
  if (first.clauses.length === 0) return second;
  if (second.clauses.length === 0) return first;
  const asks = (filter: Filter) => filter.match === 'all' || filter.clauses.length === 1;
  if (!asks(first) || !asks(second)) return undefined;
  return { match: 'all', clauses: [...first.clauses, ...second.clauses] };
}

/** A simple filter: clauses joined by all or any. It is read from condition JSON and written back as such; pure. */
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

function readClause(node: unknown): Clause | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const { field, op, value } = node as Condition;
  if (typeof field !== 'string' || !isOperator(op)) return undefined;
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

/** What may be asked of each family of kinds, in the words of condition JSON. */
import type { Family } from '../fields/kind';

export const operators = [
  'eq',
  'ne',
  'is_empty',
  'is_set',
  'in',
  'not_in',
  'lt',
  'le',
  'gt',
  'ge',
  'between',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'within_last',
  'within_next',
  'this_period',
  'last_period',
  'next_period',
  'has',
  'has_any',
  'has_all',
  'within',
] as const;
export type Operator = (typeof operators)[number];

export function isOperator(value: unknown): value is Operator {
  return operators.some((operator) => operator === value);
}

/** What kind of value an operator wants beside it. */
export type Operand = 'none' | 'one' | 'two' | 'many' | 'days' | 'period';

const operands: Record<Operator, Operand> = {
  eq: 'one',
  ne: 'one',
  is_empty: 'none',
  is_set: 'none',
  in: 'many',
  not_in: 'many',
  lt: 'one',
  le: 'one',
  gt: 'one',
  ge: 'one',
  between: 'two',
  contains: 'one',
  not_contains: 'one',
  starts_with: 'one',
  ends_with: 'one',
  within_last: 'days',
  within_next: 'days',
  this_period: 'period',
  last_period: 'period',
  next_period: 'period',
  has: 'one',
  has_any: 'many',
  has_all: 'many',
  within: 'one',
};

export const operandOf = (operator: Operator): Operand => operands[operator];

const presence = ['is_set', 'is_empty'] as const;

/** The operators of each family, the usual one first. */
const families: Record<Family, readonly Operator[]> = {
  text: ['contains', 'eq', 'ne', 'not_contains', 'starts_with', 'ends_with', ...presence],
  number: ['ge', 'le', 'eq', 'ne', 'gt', 'lt', 'between', ...presence],
  date: [
    'ge',
    'le',
    'lt',
    'gt',
    'eq',
    'between',
    'this_period',
    'last_period',
    'next_period',
    'within_last',
    'within_next',
    ...presence,
  ],
  time: ['ge', 'le', 'lt', 'gt', 'between', ...presence],
  choice: ['in', 'not_in', 'eq', 'ne', ...presence],
  choices: ['has_any', 'has_all', ...presence],
  tree: ['within', 'eq', 'ne', ...presence],
  yes_no: ['eq', ...presence],
  person: ['in', 'eq', 'not_in', ...presence],
  link: ['eq', 'in', 'ne', ...presence],
  none: presence,
};

export const operatorsOf = (family: Family): readonly Operator[] => families[family];

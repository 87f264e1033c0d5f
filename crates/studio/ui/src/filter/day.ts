/** Days in conditions: a day of the calendar, or one that is counted from today. Moments are asked for by the day of the organisation. Pure. */
import { civil, momentOf } from '../lib/today';
import type { Operator } from './operators';

/** Today, or days before (negative) or after it. */
export interface Relative {
  readonly days: number;
}

const counted = /^(?:(?:today|now)\(\)|date_add\((?:today|now)\(\), (-?\d{1,5}), "day"\))$/;

/** How a value counts from today; undefined when it is a day, or says something else. */
export function relativeOf(value: unknown): Relative | undefined {
  if (typeof value !== 'object' || value === null || !('formula' in value)) return undefined;
  const found = typeof value.formula === 'string' ? counted.exec(value.formula.trim()) : null;
  return found ? { days: Number(found[1] ?? 0) } : undefined;
}

/** The value that counts `days` from today; for moments, from now. */
export function countedValue(days: number, moment: boolean): { readonly formula: string } {
  const base = moment ? 'now()' : 'today()';
  return { formula: days === 0 ? base : `date_add(${base}, ${days}, "day")` };
}

/** Where in its day a bound lies: up to a day includes all of it. */
export type Edge = 'start' | 'end';
export const edgeOf = (op: Operator): Edge => (op === 'le' || op === 'gt' ? 'end' : 'start');

function nextDay(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** The first or the last moment of `day` in `zone`; moments have microseconds. */
export function boundOf(day: string, edge: Edge, zone: string): string {
  if (edge === 'start') return momentOf(day, '00:00:00', zone).toISOString();
  const next = momentOf(nextDay(day), '00:00:00', zone).getTime();
  return new Date(next - 1).toISOString().replace('.999Z', '.999999Z');
}

/** The day of a day or a moment, in `zone`. */
export function dayOf(value: unknown, zone: string): string | null {
  if (typeof value !== 'string' || value === '') return null;
  if (!value.includes('T')) return value;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : civil(moment, zone).date;
}

/** A value of a moment under another operator: the same day, at its other edge. */
export function underOperator(value: unknown, op: Operator, zone: string): unknown {
  const day = dayOf(value, zone);
  return day === null ? value : boundOf(day, edgeOf(op), zone);
}

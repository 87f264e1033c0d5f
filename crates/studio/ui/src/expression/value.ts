/** A value of the expression language, and its JSON on the wire. */
import { Decimal, parseNumber, plain } from './decimal';
import * as time from './time';
import type { TypeJson } from './tree';

export interface Dated {
  readonly kind: 'date' | 'time';
  readonly n: number;
}
export interface Exact {
  readonly kind: 'moment' | 'span';
  readonly n: bigint;
}

const firstMoment = time.parseMoment('0001-01-01T00:00:00Z') ?? 0n;
const lastMoment = time.parseMoment('9999-12-31T23:59:59.999999Z') ?? 0n;
const longestSpan = 10n ** 16n;

export interface Opaque {
  readonly kind: 'json';
  readonly n: unknown;
}

/** Text also stands for option keys and ids. Empty text and empty lists may stand, and count as empty. */
export type Value = null | boolean | string | Decimal | Dated | Exact | Opaque | readonly Value[];

export const date = (n: number | undefined): Value => (n === undefined ? null : { kind: 'date', n });
export const clock = (n: number | undefined): Value => (n === undefined ? null : { kind: 'time', n });
/** A moment in the years 1 to 9999, else empty. */
export const moment = (n: bigint | undefined): Value =>
  n === undefined || n < firstMoment || n > lastMoment ? null : { kind: 'moment', n };
/** A span below 10^16 microseconds, else empty. */
export const span = (n: bigint | undefined): Value =>
  n === undefined || n <= -longestSpan || n >= longestSpan ? null : { kind: 'span', n };

export function isNumber(value: Value): value is Decimal {
  return value instanceof Decimal;
}
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isTimed(value: Value): value is Dated | Exact {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind !== 'json';
}

/** Whether a person would call it empty. */
export function isEmpty(value: Value): boolean {
  return value === null || value === '' || (isList(value) && value.length === 0);
}

const nameOf = (type: TypeJson | undefined): string => (typeof type === 'string' ? type : (type?.type ?? 'text'));

/** Reads the wire form of a value of `type`; what does not fit is empty. */
export function fromWire(json: unknown, type: TypeJson | undefined): Value {
  if (json === null || json === undefined) return null;
  const name = nameOf(type);
  if (Array.isArray(json) && name !== 'json') {
    const of = typeof type === 'object' ? type.of : undefined;
    return json.map((item) => fromWire(typeof item === 'object' && item !== null && 'id' in item ? item.id : item, of));
  }
  switch (name) {
    case 'yes_no':
      return typeof json === 'boolean' ? json : null;
    case 'number':
      return typeof json === 'number' ? new Decimal(json) : typeof json === 'string' ? parseNumber(json) : null;
    case 'duration':
      return typeof json === 'number' ? span(BigInt(json)) : null;
    default:
  }
  if (name === 'json' || typeof json === 'object') return { kind: 'json', n: json };
  const text = String(json);
  if (name === 'date') return date(time.parseDate(text));
  if (name === 'time') return clock(time.parseTime(text));
  if (name === 'date_time') return moment(time.parseMoment(text));
  return text;
}

/** The wire form; a number has exactly `scale` digits, or as few as it needs when no scale is known. */
export function toWire(value: Value, scale?: number): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isNumber(value))
    return scale === undefined ? plain(value) : scale === 0 ? value.toNumber() : value.toFixed(scale);
  if (isList(value)) return value.map((item) => toWire(item, scale));
  switch (value.kind) {
    case 'date':
      return time.writeDate(value.n);
    case 'time':
      return time.writeTime(value.n);
    case 'moment':
      return time.writeMoment(value.n);
    case 'json':
      return value.n;
    default:
      return Number(value.n);
  }
}

/** Null-safe equality; empty text and an empty list equal no value. */
export function equal(a: Value, b: Value): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (isNumber(a) && isNumber(b)) return a.eq(b);
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null));
  if (isTimed(a) && isTimed(b)) return a.kind === b.kind && a.n === b.n;
  return a === b;
}

/** Negative, zero or positive; undefined when either is empty or they have no order. */
export function compare(a: Value, b: Value): number | undefined {
  if (isEmpty(a) || isEmpty(b)) return undefined;
  if (isNumber(a) && isNumber(b)) return a.cmp(b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (isTimed(a) && isTimed(b)) return a.n < b.n ? -1 : a.n > b.n ? 1 : 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return undefined;
}

/** By code point, as databases and Rust do; JavaScript's own order differs above U+FFFF. */
function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

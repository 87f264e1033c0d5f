/** The language's arithmetic: exact decimals below 10^16 with at most 12 digits after the point; a result outside is empty. */
import Big, { type RoundingMode } from 'big.js';

/** A constructor of our own, so that nobody else's settings change ours. */
export const Decimal = Big();
Decimal.DP = 12;
Decimal.RM = 1;
Decimal.NE = -40;
Decimal.PE = 40;

export type Decimal = Big;

const limit = new Decimal('1e16');

/** Half away from zero. */
const nearest: RoundingMode = 1;

/** Rounds to 12 digits; empty when too great. */
export function finish(number: Decimal): Decimal | null {
  const rounded = number.round(12, nearest);
  return rounded.abs().gte(limit) ? null : rounded;
}

export const add = (a: Decimal, b: Decimal) => finish(a.plus(b));
export const subtract = (a: Decimal, b: Decimal) => finish(a.minus(b));
export const multiply = (a: Decimal, b: Decimal) => finish(a.times(b));
export const divide = (a: Decimal, b: Decimal) => (b.eq(0) ? null : finish(a.div(b)));

/** The remainder with the sign of `a`. */
export const remainder = (a: Decimal, b: Decimal) => (b.eq(0) ? null : finish(a.mod(b)));

export type Direction = 'nearest' | 'up' | 'down' | 'floor' | 'ceil';

/** Rounds to `digits` after the point; a negative count rounds to tens, hundreds… */
export function round(number: Decimal, digits: number, direction: Direction): Decimal | null {
  if (digits >= 12) return finish(number);
  if (digits < -30) return direction === 'nearest' || direction === 'down' || number.eq(0) ? new Decimal(0) : null;
  const negative = number.lt(0);
  const away = direction === 'up' || (direction === 'floor' && negative) || (direction === 'ceil' && !negative);
  const mode: RoundingMode = direction === 'nearest' ? nearest : away ? 3 : 0;
  const exact = digits < 0 ? shiftPoint(number, digits) : number;
  const rounded = exact.round(Math.max(0, digits), mode);
  return finish(digits < 0 ? shiftPoint(rounded, -digits) : rounded);
}

/** `number` with its point moved `places` to the right, exactly. */
export function shiftPoint(number: Decimal, places: number): Decimal {
  const moved = new Decimal(number);
  if (!moved.eq(0)) moved.e += places;
  return new Decimal(moved);
}

/** `base` multiplied `exponent` times, rounded after each step; a negative exponent divides 1 by that. */
export function power(base: Decimal, exponent: number): Decimal | null {
  if (exponent < 0) {
    const inverse = power(base, -exponent);
    return inverse && divide(new Decimal(1), inverse);
  }
  if (exponent > 1000) return null;
  let product: Decimal | null = new Decimal(1);
  for (let step = 0; step < exponent && product; step += 1) product = multiply(product, base);
  return product;
}

/** The whole number that `number` is, when it is one. */
export function whole(number: Decimal): number | null {
  return number.round(0, 0).eq(number) && number.abs().lt('9e15') ? number.toNumber() : null;
}

/** Reads `-12.50`: digits, at most one point, no exponent, no spaces. */
export function parseNumber(text: string): Decimal | null {
  return /^-?\d+(\.\d+)?$/.test(text) ? new Decimal(text) : null;
}

/** The shortest plain text. */
export const plain = (number: Decimal) => (number.eq(0) ? '0' : number.toFixed());

/** What a fill handle writes: the values above it again and again, or the next of a row of numbers or days; pure. */
import Big from 'big.js';
import dayjs from 'dayjs';
import type { Field } from '../model/field';

const counted = new Set(['integer', 'number', 'money', 'percent', 'rating', 'progress']);

/** `count` values that go on from `source`, which stands above them in one column. */
export function goOn(field: Field, source: readonly unknown[], count: number): readonly unknown[] {
  const next = series(field, source);
  return Array.from({ length: count }, (_, index) => next?.(index) ?? source[index % source.length] ?? null);
}

/** The rule of two or more values that are equally far from each other; undefined when they are none. */
function series(field: Field, source: readonly unknown[]): ((index: number) => unknown) | undefined {
  if (source.length < 2) return undefined;
  if (counted.has(field.kind)) return numbers(source);
  return field.kind === 'date' ? days(source) : undefined;
}

function numbers(source: readonly unknown[]): ((index: number) => unknown) | undefined {
  const values = source.map((value) =>
    (typeof value === 'number' || typeof value === 'string') && /^-?\d+(\.\d+)?$/.test(String(value))
      ? new Big(value)
      : undefined,
  );
  const [first, second] = values;
  const last = values.at(-1);
  if (!first || !second || !last) return undefined;
  const step = second.minus(first);
  const even = values.every((value, index) => value?.eq(first.plus(step.times(index))));
  if (!even) return undefined;
  const asNumber = typeof source[0] === 'number';
  return (index) => {
    const value = last.plus(step.times(index + 1));
    return asNumber ? value.toNumber() : value.toFixed();
  };
}

function days(source: readonly unknown[]): ((index: number) => unknown) | undefined {
  const values = source.map((value) => (typeof value === 'string' ? dayjs(value) : undefined));
  const [first, second] = values;
  const last = values.at(-1);
  if (!first?.isValid() || !second?.isValid() || !last) return undefined;
  const step = second.diff(first, 'day');
  const even = values.every((value, index) => value?.isValid() && value.diff(first, 'day') === step * index);
  return even ? (index) => last.add(step * (index + 1), 'day').format('YYYY-MM-DD') : undefined;
}

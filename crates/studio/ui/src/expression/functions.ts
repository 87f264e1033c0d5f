/** What a call in a tree means, one entry for each function of the catalogue. An empty argument gives an empty result unless an entry says otherwise. */
import { capitalAmount } from './capital';
import type { Context } from './context';
import { add, Decimal, divide, finish, multiply, plain, power, round, whole } from './decimal';
import * as time from './time';
import {
  clock,
  compare,
  type Dated,
  date,
  type Exact,
  equal,
  isEmpty,
  isList,
  isNumber,
  moment,
  span,
  type Value,
} from './value';

type Apply = (args: readonly Value[], context: Context) => Value;

const isNothing = (value: Value) => value === null || value === '';

/** A function that is empty when any argument is. */
const strict =
  (apply: Apply): Apply =>
  (args, context) =>
    args.some(isNothing) ? null : apply(args, context);

const number = (value: Value | undefined): Decimal => (value !== undefined && isNumber(value) ? value : new Decimal(0));
const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const list = (value: Value | undefined): readonly Value[] => (value !== undefined && isList(value) ? value : []);
const days = (value: Value | undefined): number => (value as Dated).n;
const exact = (value: Value | undefined): bigint => (value as Exact).n;
const int = (count: number): Value => new Decimal(count);
/** The greatest length of a text that is made, in bytes of UTF-8. */
const longest = 400_000;
/** A text that was made: what is empty or too long is no value. */
export const words = (result: string): Value =>
  result === '' || (result.length * 3 > longest && new TextEncoder().encode(result).length > longest) ? null : result;
const count = (value: Value | undefined): number | null => whole(number(value));

/** A–Z only: letters of other scripts keep their case apart. */
const fold = (value: Value | undefined) => text(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const white = /^[ \t\r\n\u00a0\u3000]+|[ \t\r\n\u00a0\u3000]+$/g;
const trim = (value: string) => value.replace(white, '');

const rounded = (direction: Parameters<typeof round>[2]) =>
  strict(([of, digits]) => {
    const places = digits === undefined ? 0 : count(digits);
    return places === null ? null : round(number(of), places, direction);
  });

/** A test of two texts that is no when either is empty. */
const textTest =
  (holds: (all: string, part: string) => boolean): Apply =>
  ([all = null, part = null]) =>
    !isNothing(all) && !isNothing(part) && holds(fold(all), fold(part));

/** The items that are not empty, taken together; what there is of none is `start`. */
const together =
  (start: Value, join: (left: Value, right: Value) => Value): Apply =>
  ([items]) => {
    const present = list(items).filter((item) => !isNothing(item));
    const [first, ...rest] = present;
    return first === undefined ? start : rest.reduce(join, first);
  };

export const sumOf = together(new Decimal(0), (left, right) =>
  isNumber(left) && isNumber(right) ? add(left, right) : null,
);
export const least = together(null, (left, right) => ((compare(right, left) ?? 0) < 0 ? right : left));
export const greatest = together(null, (left, right) => ((compare(right, left) ?? 0) > 0 ? right : left));
export const countOf: Apply = ([items]) => int(list(items).filter((item) => !isNothing(item)).length);
export const mean: Apply = (args, context) => {
  const sum = sumOf(args, context);
  const size = number(countOf(args, context));
  return size.eq(0) || !sum || !isNumber(sum) ? null : divide(sum, size);
};

const grouped = (plainText: string) => {
  const [left = '', right] = plainText.split('.');
  const spaced = left.replace(/\B(?=(\d{3})+$)/g, ',');
  return right === undefined ? spaced : `${spaced}.${right}`;
};

const fixed = (of: Value | undefined, digits: Value | undefined, most: number): string | null => {
  const places = digits === undefined ? 2 : count(digits);
  if (places === null || places < 0 || places > most) return null;
  const result = round(number(of), places, 'nearest');
  if (!result) return null;
  const written = result.toFixed(places);
  return /^-[0.]+$/.test(written) ? written.slice(1) : written;
};

const pad = (value: number | bigint, size: number) => String(value).padStart(size, '0');

/** Writes a date, and with `seconds` a time of day, as `pattern` says. */
function format(pattern: string, on: number, seconds?: number): string {
  const { year, month, day } = time.civil(on);
  const parts: Record<string, string> = {
    yyyy: pad(year, 4),
    yy: pad(year % 100, 2),
    MM: pad(month, 2),
    M: String(month),
    dd: pad(day, 2),
    d: String(day),
  };
  if (seconds !== undefined) {
    const [hour, minute, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    Object.assign(parts, {
      HH: pad(hour, 2),
      H: String(hour),
      mm: pad(minute, 2),
      m: String(minute),
      ss: pad(rest, 2),
      s: String(rest),
    });
  }
  const known = seconds === undefined ? /yyyy|yy|MM|M|dd|d/g : /yyyy|yy|MM|M|dd|d|HH|H|mm|m|ss|s/g;
  return pattern.replace(known, (part) => parts[part] ?? part);
}

const unitMonths: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const unitDays: Record<string, number> = { day: 1, week: 7 };
const unitSpans: Record<string, bigint> = { hour: 3600n * time.second, minute: 60n * time.second };

function dateAdd(on: number, amount: number, unit: string): number | undefined {
  const months = unitMonths[unit];
  return months === undefined ? time.addDays(on, amount * (unitDays[unit] ?? 1)) : time.addMonths(on, amount * months);
}

/** As many units of `size` months as can be added to one date (and time of day) without passing another. */
function monthsBetween(size: number, from: number, to: number, fromClock = 0n, toClock = 0n): number {
  const [a, b] = [time.civil(from), time.civil(to)];
  let units = Math.trunc(((b.year - a.year) * 12 + b.month - a.month) / size);
  const backwards = to < from || (to === from && toClock < fromClock);
  const passes = () => {
    const reached = time.addMonths(from, units * size) ?? from;
    return backwards
      ? reached < to || (reached === to && fromClock < toClock)
      : reached > to || (reached === to && fromClock > toClock);
  };
  while (units !== 0 && passes()) units += backwards ? 1 : -1;
  return units;
}

function dateDiff(from: number, to: number, unit: string): number {
  const months = unitMonths[unit];
  if (months !== undefined) return monthsBetween(months, from, to);
  return Math.trunc((to - from) / (unitDays[unit] ?? 1));
}

function startOf(on: number, unit: string): number | undefined {
  const { year, month } = time.civil(on);
  if (unit === 'week') return time.addDays(on, 1 - time.weekday(on));
  if (unit === 'month') return time.dayNumber({ year, month, day: 1 });
  if (unit === 'quarter') return time.dayNumber({ year, month: month - ((month - 1) % 3), day: 1 });
  if (unit === 'year') return time.dayNumber({ year, month: 1, day: 1 });
  return on;
}

function endOf(on: number, unit: string): number | undefined {
  const { year, month } = time.civil(on);
  const lastOf = (month: number) => time.dayNumber({ year, month, day: time.daysInMonth(year, month) });
  if (unit === 'week') return time.addDays(on, 7 - time.weekday(on));
  if (unit === 'month') return lastOf(month);
  if (unit === 'quarter') return lastOf(month + 2 - ((month - 1) % 3));
  return unit === 'year' ? lastOf(12) : on;
}

/** A number of units as a span, to the nearest microsecond. */
const spanOf = (micros: bigint) =>
  strict(([of]) => {
    const exactly = round(number(of).times(String(micros)), 0, 'nearest');
    return exactly && span(BigInt(exactly.toFixed()));
  });

const inUnit = (micros: bigint) =>
  strict(([of]) => divide(new Decimal(String(exact(of))), new Decimal(String(micros))));

const scaled = (of: Value | undefined, by: Decimal | null) => {
  const result = by && round(new Decimal(String(exact(of))).times(by), 0, 'nearest');
  return result && span(BigInt(result.toFixed()));
};

/** Whole days of a span, a part of a day counting down. */
const wholeDays = (micros: bigint) => Number(time.floorDiv(micros, time.day));

const part = (pick: (civil: time.Civil) => number) => strict(([of]) => int(pick(time.civil(days(of)))));

export const functions: Readonly<Record<string, Apply>> = {
  is_empty: ([of = null]) => isEmpty(of),

  abs: strict(([of]) => number(of).abs()),
  sign: strict(([of]) => int(number(of).cmp(0))),
  round: rounded('nearest'),
  round_up: rounded('up'),
  round_down: rounded('down'),
  floor: strict(([of]) => round(number(of), 0, 'floor')),
  ceil: strict(([of]) => round(number(of), 0, 'ceil')),
  mod: strict(([of, by]) => {
    const [a, b] = [number(of), number(by)];
    if (b.eq(0)) return null;
    const rest = a.mod(b);
    return rest.eq(0) || rest.lt(0) === b.lt(0) ? rest : add(rest, b);
  }),
  power: strict(([base, exponent]) => {
    const times = count(exponent);
    return times === null ? null : power(number(base), times);
  }),
  sum: sumOf,
  avg: mean,
  min: least,
  max: greatest,
  count: countOf,

  len: ([of]) => int([...text(of)].length),
  left: strict(([of, size]) => words([...text(of)].slice(0, Math.max(0, count(size) ?? 0)).join(''))),
  right: strict(([of, size]) => {
    const most = Math.max(0, count(size) ?? 0);
    return most === 0 ? null : words([...text(of)].slice(-most).join(''));
  }),
  mid: strict(([of, start, size]) => {
    const from = count(start);
    const most = count(size);
    if (from === null || most === null || most < 1) return null;
    return words([...text(of)].slice(Math.max(0, from - 1), Math.max(0, from - 1 + most)).join(''));
  }),
  trim: strict(([of]) => words(trim(text(of)))),
  lower: strict(([of]) => text(of).toLowerCase()),
  upper: strict(([of]) => text(of).toUpperCase()),
  contains: textTest((all, piece) => all.includes(piece)),
  starts_with: textTest((all, piece) => all.startsWith(piece)),
  ends_with: textTest((all, piece) => all.endsWith(piece)),
  find: strict(([of, piece]) => {
    const at = fold(of).indexOf(fold(piece));
    return at < 0 ? null : int([...fold(of).slice(0, at)].length + 1);
  }),
  replace: ([of = null, old = null, by = null]) => {
    if (isNothing(of)) return null;
    return isNothing(old) ? of : words(text(of).replaceAll(text(old), text(by)));
  },
  repeat: strict(([of, times]) => {
    const most = count(times) ?? 0;
    return most < 1 || most > 1000 ? null : words(text(of).repeat(most));
  }),
  pad_left: strict(([of, size, filler]) => {
    const wanted = count(size) ?? 0;
    if (wanted > 1000) return null;
    const missing = wanted - [...text(of)].length;
    const fill = [...text(filler)];
    return words(
      Array.from({ length: Math.max(0, missing) }, (_, index) => fill[index % fill.length]).join('') + text(of),
    );
  }),
  split: strict(([of, separator]) => {
    const pieces = text(of)
      .split(text(separator))
      .map(trim)
      .filter((piece) => piece !== '');
    return pieces.length === 0 ? null : pieces;
  }),
  join: ([items = null, separator = null]) =>
    words(
      list(items)
        .filter((item) => !isNothing(item))
        .map(text)
        .join(text(separator)),
    ),
  text_of_number: strict(([of]) => plain(number(of))),
  text_of_date: strict(([of]) => time.writeDate(days(of))),
  text_of_time: strict(([of]) => {
    const written = time.writeTime(days(of));
    return written.endsWith(':00') ? written.slice(0, 5) : written;
  }),
  text_of_moment: strict(([of], { zone }) => formatMoment('yyyy-MM-dd HH:mm', exact(of), zone)),
  fixed: strict(([of, digits]) => fixed(of, digits, 12)),
  thousands: strict(([of, digits]) => {
    const written = fixed(of, digits, 12);
    return written && grouped(written);
  }),
  percent: strict(([of, digits]) => {
    const places = digits === undefined ? 2 : count(digits);
    if (places === null || places < 0 || places > 10) return null;
    const hundred = multiply(number(of), new Decimal(100));
    const result = hundred && round(hundred, places, 'nearest');
    return result && `${plain(result)}%`;
  }),
  format_date: strict(([of, pattern]) => words(format(text(pattern), days(of)))),
  format_moment: strict(([of, pattern], { zone }) => words(formatMoment(text(pattern), exact(of), zone))),
  number_of_text: strict(([of]) => {
    const bare = trim(text(of));
    if (!/^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(bare)) return null;
    const read = new Decimal(bare.replaceAll(',', ''));
    return read.round(12, 0).eq(read) && (bare.split('.')[1]?.length ?? 0) <= 12 ? finish(read) : null;
  }),
  capital_amount: strict(([of]) => capitalAmount(number(of))),

  date_of_parts: strict(([year, month, day]) => {
    const parts = { year: count(year) ?? 0, month: count(month) ?? 0, day: count(day) ?? 0 };
    return date(time.dayNumber(parts));
  }),
  date_of_text: strict(([of]) => date(time.parseDate(trim(text(of))))),
  date_of_moment: strict(([of], { zone }) => date(time.local(exact(of), zone).days)),
  time_of_parts: strict(([hour, minute, second]) =>
    clock(time.timeOf(count(hour) ?? -1, count(minute) ?? -1, second === undefined ? 0 : (count(second) ?? -1))),
  ),
  time_of_moment: strict(([of], { zone }) => clock(Number(time.local(exact(of), zone).micros / time.second))),
  moment_of: strict(([on, at], { zone }) => moment(time.momentAt(days(on), BigInt(days(at)) * time.second, zone))),
  moment_of_date: strict(([on], { zone }) => moment(time.momentAt(days(on), 0n, zone))),
  year: part(({ year }) => year),
  month: part(({ month }) => month),
  day: part(({ day }) => day),
  weekday: strict(([of]) => int(time.weekday(days(of)))),
  week: strict(([of]) => int(time.isoWeek(days(of)))),
  quarter: part(({ month }) => Math.ceil(month / 3)),
  hour: strict(([of]) => int(Math.floor(days(of) / 3600))),
  minute: strict(([of]) => int(Math.floor(days(of) / 60) % 60)),
  second: strict(([of]) => int(days(of) % 60)),
  days_in_month: part(({ year, month }) => time.daysInMonth(year, month)),
  days: spanOf(time.day),
  hours: spanOf(3600n * time.second),
  minutes: spanOf(60n * time.second),
  seconds: spanOf(time.second),
  in_days: inUnit(time.day),
  in_hours: inUnit(3600n * time.second),
  in_minutes: inUnit(60n * time.second),
  date_add: strict(([on, amount, unit]) => {
    const units = count(amount);
    return units === null ? null : date(dateAdd(days(on), units, text(unit)));
  }),
  moment_add: strict(([of, amount, unit], { zone }) => {
    const units = count(amount);
    if (units === null) return null;
    const step = unitSpans[text(unit)];
    if (step !== undefined) return moment(exact(of) + BigInt(units) * step);
    const shown = time.local(exact(of), zone);
    const on = dateAdd(shown.days, units, text(unit));
    return on === undefined ? null : moment(time.momentAt(on, shown.micros, zone));
  }),
  date_diff: strict(([from, to, unit]) => int(dateDiff(days(from), days(to), text(unit)))),
  moment_diff: strict(([from, to, unit], { zone }) => {
    const step = unitSpans[text(unit)];
    if (step !== undefined) return int(Number((exact(to) - exact(from)) / step));
    const [a, b] = [time.local(exact(from), zone), time.local(exact(to), zone)];
    const months = unitMonths[text(unit)];
    if (months !== undefined) return int(monthsBetween(months, a.days, b.days, a.micros, b.micros));
    const passed = BigInt(b.days - a.days) * time.day + b.micros - a.micros;
    return int(Number(passed / (time.day * BigInt(unitDays[text(unit)] ?? 1))));
  }),
  start_of: strict(([on, unit]) => date(startOf(days(on), text(unit)))),
  end_of: strict(([on, unit]) => date(endOf(days(on), text(unit)))),
  days_between: strict(([from, to]) => int(days(to) - days(from))),
  date_plus: strict(([on, by]) => date(time.addDays(days(on), wholeDays(exact(by))))),
  date_minus: strict(([on, by]) => date(time.addDays(days(on), wholeDays(-exact(by))))),
  moment_plus: strict(([of, by]) => moment(exact(of) + exact(by))),
  moment_minus: strict(([of, by]) => moment(exact(of) - exact(by))),
  moment_difference: strict(([a, b]) => span(exact(a) - exact(b))),
  duration_plus: strict(([a, b]) => span(exact(a) + exact(b))),
  duration_minus: strict(([a, b]) => span(exact(a) - exact(b))),
  duration_times: strict(([of, by]) => scaled(of, number(by))),
  duration_over: strict(([of, by]) => (number(by).eq(0) ? null : spanOver(of, number(by)))),

  has: ([items, item = null]) => !isEmpty(item) && list(items).some((other) => equal(other, item)),
  has_any: ([items, others]) => list(others).some((item) => list(items).some((other) => equal(other, item))),
  has_all: ([items, others]) => list(others).every((item) => list(items).some((other) => equal(other, item))),
  first: ([items]) => list(items)[0] ?? null,
  last: ([items]) => list(items).at(-1) ?? null,

  has_role: ([role], { me }) => me.roles.includes(text(role)),
  within_department: ([of = null, above = null], { departmentParent }) => {
    if (isNothing(of) || isNothing(above)) return false;
    let at: string | null | undefined = text(of);
    for (let level = 0; at && level < 64; level += 1) {
      if (at === above) return true;
      at = departmentParent(at);
    }
    return false;
  },
  within_region: ([of = null, above = null]) => {
    if (isNothing(of) || isNothing(above)) return false;
    const prefix = text(above).replace(/(0000|00)$/, '');
    return text(of).startsWith(prefix);
  },
};

function spanOver(of: Value | undefined, by: Decimal): Value {
  const [sign, top] = [exact(of) < 0n !== by.lt(0), new Decimal(String(exact(of))).abs()];
  const result = round(top.div(by.abs()), 0, 'nearest');
  return result && span(BigInt(result.toFixed()) * (sign ? -1n : 1n));
}

function formatMoment(pattern: string, at: bigint, zone: string): string {
  const { days, micros } = time.local(at, zone);
  return format(pattern, days, Number(micros / time.second));
}

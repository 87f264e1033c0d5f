/** Civil dates, times of day, moments in a time zone: the calendar of the language. Days count from 1970-01-01, moments in microseconds. */

const millisecondsPerDay = 86_400_000;
const microsecondsPerMillisecond = 1000n;
export const second = 1_000_000n;
export const day = 86_400n * second;

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The number of a day; undefined when there is no such day in years 1 to 9999. */
export function dayNumber({ year, month, day }: Civil): number | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
    return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) return undefined;
  return date.getTime() / millisecondsPerDay;
}

export function civil(days: number): Civil {
  const date = new Date(days * millisecondsPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const inRange = (days: number): number | undefined =>
  Number.isInteger(days) && days >= -719162 && days <= 2932896 ? days : undefined;

export function addDays(days: number, count: number): number | undefined {
  return inRange(days + count);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year < 100 ? year + 400 : year, month, 0)).getUTCDate();
}

/** Months later, at the month's last day at the latest. */
export function addMonths(days: number, count: number): number | undefined {
  const { year, month, day } = civil(days);
  const at = year * 12 + (month - 1) + count;
  const to = { year: Math.floor(at / 12), month: (((at % 12) + 12) % 12) + 1 };
  return dayNumber({ ...to, day: Math.min(day, daysInMonth(to.year, to.month)) });
}

/** 1 for Monday to 7 for Sunday. */
export const weekday = (days: number) => ((((days + 3) % 7) + 7) % 7) + 1;

/** The week of ISO 8601. */
export function isoWeek(days: number): number {
  const thursday = days - weekday(days) + 4;
  const first = dayNumber({ year: civil(thursday).year, month: 1, day: 1 }) ?? thursday;
  return Math.floor((thursday - first) / 7) + 1;
}

export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayNumber({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }) : undefined;
}

const pad = (number: number, digits = 2) => String(number).padStart(digits, '0');

export function writeDate(days: number): string {
  const { year, month, day } = civil(days);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** Seconds since midnight of `09:30` or `09:30:15`. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  return timeOf(Number(match[1]), Number(match[2]), Number(match[3] ?? 0));
}

export function timeOf(hour: number, minute: number, second: number): number | undefined {
  const fits =
    [hour, minute, second].every(Number.isInteger) &&
    hour >= 0 &&
    hour < 24 &&
    minute >= 0 &&
    minute < 60 &&
    second >= 0 &&
    second < 60;
  return fits ? hour * 3600 + minute * 60 + second : undefined;
}

export function writeTime(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

export function parseMoment(text: string): bigint | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/i.exec(text);
  if (!match) return undefined;
  const [, date = '', time = '', fraction = '', zone = 'Z'] = match;
  const days = parseDate(date);
  const seconds = parseTime(time);
  if (days === undefined || seconds === undefined) return undefined;
  const micros = BigInt(fraction.slice(0, 6).padEnd(6, '0'));
  const offset =
    zone.toUpperCase() === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  return BigInt(days) * day + BigInt(seconds - offset * 60) * second + micros;
}

/** RFC 3339 in UTC with as many digits as needed. */
export function writeMoment(moment: bigint): string {
  const days = floorDiv(moment, day);
  const rest = moment - days * day;
  const micros = rest % second;
  const fraction = micros === 0n ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`;
  return `${writeDate(Number(days))}T${writeTime(Number(rest / second))}${fraction}Z`;
}

export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that the clocks of `zone` are ahead of UTC at `moment`. */
function offsetAt(zone: string, moment: bigint): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const milliseconds = Number(floorDiv(moment, microsecondsPerMillisecond));
  const name = format.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return match ? Number(`${match[1]}1`) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

/** The date and the time of day, in microseconds, that the clocks of `zone` show. */
export function local(moment: bigint, zone: string): { readonly days: number; readonly micros: bigint } {
  const shown = moment + BigInt(offsetAt(zone, moment) * 60) * second;
  const days = floorDiv(shown, day);
  return { days: Number(days), micros: shown - days * day };
}

/** The moment when the clocks of `zone` show this. What a clock skips is moved on by the gap; of two moments it is the earlier. */
export function momentAt(days: number, micros: bigint, zone: string): bigint {
  const shown = BigInt(days) * day + micros;
  const before = offsetAt(zone, shown - day);
  const after = offsetAt(zone, shown + day);
  const candidates = [before, after].map((offset) => shown - BigInt(offset * 60) * second);
  const fitting = candidates.filter(
    (candidate) => candidate + BigInt(offsetAt(zone, candidate) * 60) * second === shown,
  );
  const sorted = fitting.sort((a, b) => (a < b ? -1 : 1));
  return sorted[0] ?? shown - BigInt(before * 60) * second;
}

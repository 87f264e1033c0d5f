/** The days of a month as weeks from Monday, which of them a record covers, and what moving it there means. Pure. */
import type { Dayjs } from 'dayjs';
import { civil, momentOf } from '../../../lib/today';

/** Six weeks at most, each from Monday to Sunday, as ISO dates. */
export function weeksOf(month: Dayjs): readonly (readonly string[])[] {
  const first = month.startOf('month');
  const start = first.subtract((first.day() + 6) % 7, 'day');
  const count = Math.ceil((((first.day() + 6) % 7) + month.daysInMonth()) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => start.add(week * 7 + day, 'day').format('YYYY-MM-DD')),
  );
}

const head = 34;
/** The day's number with the padding of its cell. */
const dayHead = 29;
/** No finger or pointer hits the wrong one. */
const lineHeight = 24;

/** How high a week is in a month of so many weeks, and how many lines fit below the number of a day; two at least. */
export function roomOf(height: number, weeks: number): { readonly week: number; readonly lines: number } {
  const share = Math.floor((height - head) / Math.max(1, weeks));
  const lines = Math.max(2, Math.floor((share - dayHead) / lineHeight));
  return { week: Math.max(share, dayHead + lines * lineHeight), lines };
}

/** The civil date of a date, or of a moment in `zone`. */
export function dateOf(value: unknown, zone: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.length === 10) return value;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : civil(moment, zone).date;
}

/** The time of day of a moment in `zone`, `09:30`; a date has none. */
export function timeOf(value: unknown, zone: string): string | undefined {
  if (typeof value !== 'string' || value.length === 10) return undefined;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : civil(moment, zone).time.slice(0, 5);
}

/** The days among `days` from the start to the end of something, the start's alone without an end. */
export function covered(days: readonly string[], start: unknown, end: unknown, zone: string): readonly string[] {
  const from = dateOf(start, zone);
  if (from === undefined) return [];
  const to = dateOf(end, zone) ?? from;
  return days.filter((day) => day >= from && day <= (to < from ? from : to));
}

/** `date` so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

const wire = (moment: Date) => moment.toISOString().replace('.000Z', 'Z');

/** A date or a moment so many days later; a moment keeps its time of day in `zone`. */
export function shifted(value: string, days: number, zone: string): string {
  if (value.length === 10) return addDays(value, days);
  const { date, time } = civil(new Date(value), zone);
  return wire(momentOf(addDays(date, days), time, zone));
}

/** What a record that had no day gets when it is put on `date`: the day, or nine o'clock on it. */
export function placed(date: string, kind: string, zone: string): string {
  return kind === 'date' ? date : wire(momentOf(date, '09:00:00', zone));
}

/** Where a month's first moment and the one after its last are, as bounds of a filter. */
export function boundsOf(days: readonly string[], kind: string, zone: string): readonly [string, string] {
  const [first = ''] = days;
  const last = days.at(-1) ?? first;
  return kind === 'date'
    ? [first, last]
    : [wire(momentOf(first, '00:00:00', zone)), wire(momentOf(last, '23:59:59', zone))];
}

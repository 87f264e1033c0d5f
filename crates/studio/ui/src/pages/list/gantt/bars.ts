/** Bars along the time: where each begins and ends, what the scale shows, and what dragging means. Pure. */
import { addDays, dateOf, daysBetween } from '../calendar/month';

export const scales = ['day', 'week', 'month'] as const;
export type Scale = (typeof scales)[number];

/** Pixels of a day. */
export const dayWidth: Record<Scale, number> = { day: 34, week: 14, month: 5 };

/** From the first day shown, as many days. */
export interface Span {
  readonly from: string;
  readonly days: number;
}

export interface Bar {
  /** Days from the left edge. */
  readonly at: number;
  readonly length: number;
}

/** The days that hold every bar and today, with room on both sides, in whole months. */
export function spanOf(dates: readonly (string | undefined)[], today: string): Span {
  const known = [today, ...dates.filter((date) => date !== undefined)].sort();
  const from = `${addDays(known[0] ?? today, -7).slice(0, 7)}-01`;
  const last = addDays(known.at(-1) ?? today, 14);
  // A date typed wrong must not stretch the scale over centuries.
  const days = Math.min(daysBetween(from, last) + 1, 366 * 6);
  return { from, days };
}

/** The bar of a record, with its last day included; nothing without a beginning. */
export function barOf(from: unknown, to: unknown, span: Span, zone: string): Bar | undefined {
  const start = dateOf(from, zone) ?? dateOf(to, zone);
  if (start === undefined) return undefined;
  const end = dateOf(to, zone) ?? start;
  const first = end < start ? end : start;
  return { at: daysBetween(span.from, first), length: daysBetween(first, end < start ? start : end) + 1 };
}

/** The scale at which most bars are neither dots nor longer than the screen. */
export function scaleFor(lengths: readonly number[]): Scale {
  const middle = [...lengths].sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 7;
  return middle > 60 ? 'month' : middle > 5 ? 'week' : 'day';
}

export interface Tick {
  readonly at: number;
  readonly length: number;
  readonly date: string;
}

/** The months of the span. */
export function monthsOf({ from, days }: Span): readonly Tick[] {
  const ticks: Tick[] = [];
  for (let at = 0; at < days; ) {
    const date = addDays(from, at);
    const [year = 0, month = 0] = date.split('-').map(Number);
    const next = `${month === 12 ? year + 1 : year}-${String(month === 12 ? 1 : month + 1).padStart(2, '0')}-01`;
    const length = Math.min(daysBetween(date, next), days - at);
    ticks.push({ at, length, date });
    at += length;
  }
  return ticks;
}

/** The finer marks below the months: days, Mondays, or none. */
export function ticksOf({ from, days }: Span, scale: Scale): readonly Tick[] {
  if (scale === 'month') return [];
  const step = scale === 'day' ? 1 : 7;
  const weekday = (new Date(`${from}T00:00:00Z`).getUTCDay() + 6) % 7;
  const first = scale === 'day' ? 0 : (7 - weekday) % 7;
  const ticks: Tick[] = [];
  for (let at = first; at < days; at += step)
    ticks.push({ at, length: Math.min(step, days - at), date: addDays(from, at) });
  return ticks;
}

export type Part = 'whole' | 'start' | 'end';

/** A bar with a part of it moved by days; it keeps at least one day. */
export function dragged(bar: Bar, part: Part, days: number): Bar {
  if (part === 'whole') return { ...bar, at: bar.at + days };
  if (part === 'start') {
    const by = Math.min(days, bar.length - 1);
    return { at: bar.at + by, length: bar.length - by };
  }
  return { ...bar, length: Math.max(1, bar.length + days) };
}

/** How much is done, from 0 to 100: a percentage is stored as a fraction. */
export function doneOf(value: unknown, kind: string | undefined): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value) * (kind === 'percent' ? 100 : 1);
  return Number.isFinite(number) ? Math.max(0, Math.min(100, number)) : undefined;
}

/** The days of a month as weeks from Monday, and which of them a record covers. Pure. */
import dayjs, { type Dayjs } from 'dayjs';

/** Six weeks at most, each from Monday to Sunday, as ISO dates. */
export function weeksOf(month: Dayjs): readonly (readonly string[])[] {
  const first = month.startOf('month');
  const start = first.subtract((first.day() + 6) % 7, 'day');
  const count = Math.ceil((((first.day() + 6) % 7) + month.daysInMonth()) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => start.add(week * 7 + day, 'day').format('YYYY-MM-DD')),
  );
}

/** The civil date of a date or of a moment in the browser's zone. */
export function dateOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.length === 10 ? value : dayjs(value).isValid() ? dayjs(value).format('YYYY-MM-DD') : undefined;
}

/** The days among `days` from the start to the end of something, the start's alone without an end. */
export function covered(days: readonly string[], start: unknown, end: unknown): readonly string[] {
  const from = dateOf(start);
  if (from === undefined) return [];
  const to = dateOf(end) ?? from;
  return days.filter((day) => day >= from && day <= (to < from ? from : to));
}

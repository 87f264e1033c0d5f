import dayjs from 'dayjs';
import { expect, it } from 'vitest';
import { addDays, boundsOf, covered, dateOf, daysBetween, placed, roomOf, shifted, timeOf, weeksOf } from './month';

const zone = 'Asia/Shanghai';

it('lays a month out from Monday', () => {
  const weeks = weeksOf(dayjs('2026-11-15'));
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
  expect(weeksOf(dayjs('2027-02-10')).length).toBe(4);
});

it('finds the days that something covers', () => {
  const days = ['2026-11-01', '2026-11-02', '2026-11-03'];
  expect(covered(days, '2026-11-02', null, zone)).toEqual(['2026-11-02']);
  expect(covered(days, '2026-10-30', '2026-11-02', zone)).toEqual(['2026-11-01', '2026-11-02']);
  expect(covered(days, '2026-11-03', '2026-11-01', zone)).toEqual(['2026-11-03']);
  expect(covered(days, null, '2026-11-01', zone)).toEqual([]);
});

it('places a moment on the day of the organisation', () => {
  expect(dateOf('2026-11-21T16:30:00Z', zone)).toBe('2026-11-22');
  expect(timeOf('2026-11-21T16:30:00Z', zone)).toBe('00:30');
  expect(timeOf('2026-11-21', zone)).toBeUndefined();
  expect(dateOf('nonsense at all', zone)).toBeUndefined();
});

it('moves by days and keeps the time of day, over a change of the clock too', () => {
  expect(shifted('2026-11-30', 1, zone)).toBe('2026-12-01');
  expect(shifted('2026-11-21T16:30:00Z', -1, zone)).toBe('2026-11-20T16:30:00Z');
  expect(shifted('2026-03-28T08:00:00Z', 1, 'Europe/Berlin')).toBe('2026-03-29T07:00:00Z');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysBetween('2026-10-26', '2026-12-06')).toBe(41);
});

it('gives what had no day its day', () => {
  expect(placed('2026-11-26', 'date', zone)).toBe('2026-11-26');
  expect(placed('2026-11-26', 'date_time', zone)).toBe('2026-11-26T01:00:00Z');
  expect(boundsOf(['2026-11-01', '2026-11-30'], 'date_time', zone)).toEqual([
    '2026-10-31T16:00:00Z',
    '2026-11-30T15:59:59Z',
  ]);
});

it('gives the weeks of a month the height there is, and says how many lines fit in a day', () => {
  expect(roomOf(647, 6)).toEqual({ week: 102, lines: 3 });
  expect(roomOf(647, 5)).toEqual({ week: 122, lines: 3 });
});

it('lets a month scroll rather than show days without room for anything', () => {
  expect(roomOf(300, 6)).toEqual({ week: 77, lines: 2 });
  expect(roomOf(0, 6).lines).toBe(2);
});

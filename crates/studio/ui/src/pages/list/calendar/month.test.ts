import dayjs from 'dayjs';
import { expect, it } from 'vitest';
import { covered, weeksOf } from './month';

it('lays a month out from Monday', () => {
  const weeks = weeksOf(dayjs('2026-11-15'));
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
  expect(weeksOf(dayjs('2027-02-10')).length).toBe(4);
});

it('finds the days that something covers', () => {
  const days = ['2026-11-01', '2026-11-02', '2026-11-03'];
  expect(covered(days, '2026-11-02', null)).toEqual(['2026-11-02']);
  expect(covered(days, '2026-10-30', '2026-11-02')).toEqual(['2026-11-01', '2026-11-02']);
  expect(covered(days, '2026-11-03', '2026-11-01')).toEqual(['2026-11-03']);
  expect(covered(days, null, '2026-11-01')).toEqual([]);
});

import { expect, it } from 'vitest';
import { daysLeft } from './left';

it('counts the days of the organisation', () => {
  expect(daysLeft('2026-03-31T10:00:00Z', '2026-03-01', 'UTC')).toBe(30);
  // In Shanghai it is the next day already.
  expect(daysLeft('2026-03-30T17:00:00Z', '2026-03-01', 'Asia/Shanghai')).toBe(30);
  // The night in which clocks are put forward is a day like any other.
  expect(daysLeft('2026-03-30T12:00:00Z', '2026-03-28', 'Europe/Berlin')).toBe(2);
  expect(daysLeft('2026-03-01T23:00:00Z', '2026-03-01', 'UTC')).toBe(0);
  expect(daysLeft('2026-02-01T23:00:00Z', '2026-03-01', 'UTC')).toBe(0);
  expect(daysLeft('', '2026-03-01', 'UTC')).toBe(0);
});

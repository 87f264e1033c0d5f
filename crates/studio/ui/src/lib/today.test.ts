import { expect, it } from 'vitest';
import { civil, momentOf } from './today';

it.each([
  ['2026-11-21T16:30:00Z', 'Asia/Shanghai', '2026-11-22', '00:30:00'],
  ['2026-11-21T16:30:00Z', 'America/New_York', '2026-11-21', '11:30:00'],
  ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01', '00:00:00'],
])('%s in %s is %s %s', (moment, zone, date, time) => {
  expect(civil(new Date(moment), zone)).toEqual({ date, time });
});

it.each([
  ['2026-11-22', '00:30:00', 'Asia/Shanghai', '2026-11-21T16:30:00.000Z'],
  ['2026-07-01', '09:00:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
  ['2026-03-08', '12:00:00', 'America/New_York', '2026-03-08T16:00:00.000Z'],
])('it is %s %s in %s at %s', (date, time, zone, moment) => {
  expect(momentOf(date, time, zone).toISOString()).toBe(moment);
});

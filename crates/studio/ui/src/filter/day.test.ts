import { describe, expect, it } from 'vitest';
import { boundOf, countedValue, dayOf, edgeOf, relativeOf, underOperator } from './day';

const zone = 'Asia/Shanghai';

describe('a day in a condition', () => {
  it('takes in the whole day of a moment', () => {
    expect(boundOf('2026-11-20', edgeOf('ge'), zone)).toBe('2026-11-19T16:00:00.000Z');
    expect(boundOf('2026-11-20', edgeOf('le'), zone)).toBe('2026-11-20T15:59:59.999999Z');
    expect(boundOf('2026-11-20', edgeOf('lt'), zone)).toBe('2026-11-19T16:00:00.000Z');
    expect(boundOf('2026-11-20', edgeOf('gt'), zone)).toBe('2026-11-20T15:59:59.999999Z');
  });

  it('ends a day that has 25 hours at its end', () => {
    expect(boundOf('2026-11-01', 'end', 'America/New_York')).toBe('2026-11-02T04:59:59.999999Z');
  });

  it('reads the day back, from either edge', () => {
    expect(dayOf('2026-11-19T16:00:00.000Z', zone)).toBe('2026-11-20');
    expect(dayOf('2026-11-20T15:59:59.999999Z', zone)).toBe('2026-11-20');
    expect(dayOf('2026-11-20', zone)).toBe('2026-11-20');
    expect(dayOf(undefined, zone)).toBeNull();
  });

  it('keeps the day when the operator changes', () => {
    expect(underOperator('2026-11-19T16:00:00.000Z', 'le', zone)).toBe('2026-11-20T15:59:59.999999Z');
    const today = countedValue(0, true);
    expect(underOperator(today, 'le', zone)).toBe(today);
  });

  it('counts from today, and from now for moments', () => {
    for (const moment of [true, false])
      for (const days of [0, -30, 7]) expect(relativeOf(countedValue(days, moment))).toEqual({ days });
    expect(countedValue(0, false)).toEqual({ formula: 'today()' });
    expect(countedValue(-30, true)).toEqual({ formula: 'date_add(now(), -30, "day")' });
    expect(relativeOf({ formula: 'me' })).toBeUndefined();
    expect(relativeOf('2026-11-20')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { barOf, doneOf, dragged, monthsOf, scaleFor, spanOf, ticksOf } from './bars';

const zone = 'Asia/Shanghai';
const span = { from: '2026-11-01', days: 61 };

describe('bars along the time', () => {
  it('span whole months around everything, but never centuries', () => {
    expect(spanOf(['2026-12-20', undefined], '2026-11-22')).toEqual({ from: '2026-11-01', days: 64 });
    expect(spanOf(['9999-01-01'], '2026-11-22').days).toBe(2196);
  });

  it('include their last day', () => {
    expect(barOf('2026-11-02', '2026-11-04', span, zone)).toEqual({ at: 1, length: 3 });
    expect(barOf('2026-11-02', null, span, zone)).toEqual({ at: 1, length: 1 });
    expect(barOf('2026-11-05', '2026-11-03', span, zone)).toEqual({ at: 2, length: 3 });
    expect(barOf('2026-11-21T16:30:00Z', null, span, zone)).toEqual({ at: 21, length: 1 });
    expect(barOf(null, null, span, zone)).toBeUndefined();
  });

  it('stand below months and Mondays', () => {
    expect(monthsOf(span)).toEqual([
      { at: 0, length: 30, date: '2026-11-01' },
      { at: 30, length: 31, date: '2026-12-01' },
    ]);
    expect(ticksOf(span, 'week')[0]).toEqual({ at: 1, length: 7, date: '2026-11-02' });
    expect(ticksOf(span, 'day')).toHaveLength(61);
    expect(ticksOf(span, 'month')).toEqual([]);
  });

  it('choose a scale that suits most of them', () => {
    expect(scaleFor([365, 365, 3])).toBe('month');
    expect(scaleFor([1, 1, 400])).toBe('day');
    expect(scaleFor([])).toBe('week');
  });

  it('keep a day when an end is dragged past the other', () => {
    const bar = { at: 4, length: 3 };
    expect(dragged(bar, 'whole', -2)).toEqual({ at: 2, length: 3 });
    expect(dragged(bar, 'start', 9)).toEqual({ at: 6, length: 1 });
    expect(dragged(bar, 'start', -1)).toEqual({ at: 3, length: 4 });
    expect(dragged(bar, 'end', -9)).toEqual({ at: 4, length: 1 });
  });

  it.each([
    ['0.25', 'percent', 25],
    [40, 'progress', 40],
    [140, 'integer', 100],
    [null, 'percent', undefined],
    ['x', 'number', undefined],
  ])('%s of a %s is done by %s', (value, kind, done) => expect(doneOf(value, kind)).toBe(done));
});

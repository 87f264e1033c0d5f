/** Stages of deals that are won, lost and still open. */
import { describe, expect, it } from 'vitest';
import { standing, wayLength } from './way';

const deal = (['slate', 'blue', 'amber', 'green', 'red'] as const).map((colour) => ({ colour }));

const drawn = (at: number, way: number) => deal.map((_, index) => standing(index, at, way));

describe('the way through stages', () => {
  it('ends at the last green option; what comes after is beside it', () => {
    expect(wayLength(deal)).toBe(4);
    expect(drawn(1, 4)).toEqual(['past', 'now', 'ahead', 'ahead', 'beside']);
    expect(drawn(3, 4)).toEqual(['past', 'past', 'past', 'now', 'beside']);
  });
  it('ticks nothing when it ended elsewhere', () => {
    expect(drawn(4, 4)).toEqual(['ahead', 'ahead', 'ahead', 'ahead', 'ended']);
  });
  it('goes through all options when none is green, or only the first', () => {
    expect(wayLength([{ colour: 'slate' }, { colour: 'red' }])).toBe(2);
    expect(wayLength([{ colour: 'green' }, { colour: 'blue' }, { colour: 'slate' }])).toBe(3);
  });
});

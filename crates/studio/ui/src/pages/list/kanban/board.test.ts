import { describe, expect, it } from 'vitest';
import type { Pending } from '../../../components/useChange';
import type { Rec, View } from '../../../model/app';
import { cardPaths, cardsOf, countsOf, countWith, laneBeside, lanesOf, loadOf, unset } from './board';

const record = (id: string, stage: string | null): Rec => ({ id, version: 1, stage });
const options = [
  { key: 'new', label: '新' },
  { key: 'old', label: '旧', retired: true },
  { key: 'won', label: '赢' },
];
const moving = new Map<string, Pending>([['1', { record: record('1', 'new'), changes: { stage: 'won' } }]]);

describe('a board', () => {
  it('says on each card what its lane adds up', () => {
    const form = { title: 'name', fields: [{ key: 'amount', kind: 'money' }] } as never;
    const view = { kind: 'kanban', by: 'stage', sum: 'amount' } as never as View;
    expect(cardPaths(form, { ...view, columns: ['customer', 'due'] })).toEqual(['amount', 'customer', 'due']);
    expect(cardPaths(form, { ...view, columns: ['customer', 'amount', 'stage'] })).toEqual(['customer', 'amount']);
    expect(cardPaths(form, view)).toEqual(['amount', 'owner']);
  });

  it('has a lane for what is retired or unset only while something is there', () => {
    expect(lanesOf(options, new Map()).map(({ key }) => key)).toEqual(['new', 'won']);
    expect(
      lanesOf(
        options,
        new Map([
          ['old', 2],
          [unset, 1],
        ]),
      ).map(({ key }) => key),
    ).toEqual([unset, 'new', 'old', 'won']);
  });

  it('reads counts and sums by lane', () => {
    const { counts, sums } = countsOf(
      [
        { stage: 'new', count: 3, sum: '12.50' },
        { stage: null, count: 1, sum: null },
      ],
      'stage',
    );
    expect([counts.get('new'), counts.get(unset), sums.get('new'), sums.get(unset)]).toEqual([
      3,
      1,
      '12.50',
      undefined,
    ]);
  });

  it('shows a card where it was put before the server says so', () => {
    expect(cardsOf([record('1', 'new'), record('2', 'new')], moving, 'stage', 'new').map(({ id }) => id)).toEqual([
      '2',
    ]);
    expect(cardsOf([record('3', 'won')], moving, 'stage', 'won').map(({ id }) => id)).toEqual(['1', '3']);
    expect(cardsOf([record('1', 'won')], moving, 'stage', 'won')).toHaveLength(1);
  });

  it('counts what is on its way', () => {
    expect(countWith(5, moving, 'stage', 'new')).toBe(4);
    expect(countWith(5, moving, 'stage', 'won')).toBe(6);
    expect(countWith(5, moving, 'stage', 'old')).toBe(5);
  });

  it.each([
    [3, undefined, 'free'],
    [2, 3, 'free'],
    [3, 3, 'full'],
    [4, 3, 'over'],
    [0, 0, 'full'],
  ])('%i of %s is %s', (count, limit, load) => expect(loadOf(count, limit)).toBe(load));

  it('stops at its ends', () => {
    const lanes = lanesOf(options, new Map());
    expect(laneBeside(lanes, 'new', 1)).toBe('won');
    expect(laneBeside(lanes, 'won', 1)).toBe('won');
    expect(laneBeside(lanes, 'new', -1)).toBe('new');
  });
});

import { describe, expect, it } from 'vitest';
import type { FormModel, Rec } from '../model/app';
import { keptOf, mergeOf } from './merge';

const form: FormModel = {
  key: 'order',
  label: 'Order',
  fields: [
    { key: 'name', kind: 'text' },
    { key: 'amount', kind: 'money' },
    { key: 'note', kind: 'long_text' },
    { key: 'tags', kind: 'tags' },
    { key: 'changed', kind: 'updated_at' },
  ],
  rights: { create: true, update: true, delete: true, export: true },
};
const base: Rec = { id: '1', version: 1, name: 'A', amount: '1.00', note: null, tags: ['x'] };
const theirs: Rec = { ...base, version: 2, name: 'B', note: 'theirs', tags: ['x', 'y'], changed: 'later' };

describe('two people changed one record', () => {
  const merge = mergeOf(form, base, theirs, { ...base, name: 'C', amount: '2.00', tags: ['x', 'y'] }, [
    'name',
    'amount',
    'tags',
  ]);

  it('asks only about what both changed to something else', () =>
    expect(merge.clashes).toEqual([{ key: 'name', base: 'A', mine: 'C', theirs: 'B' }]));
  it('takes what only the other person changed, and does not speak of what is noted at every save', () =>
    expect(merge.theirs).toEqual(['note']));
  it('keeps what only this person changed, and what both changed alike', () =>
    expect(merge.mine).toEqual(['amount', 'tags']));
  it('leaves out what was decided for the other side', () => {
    expect(keptOf(merge, { name: 'theirs' })).toEqual(['amount', 'tags']);
    expect(keptOf(merge, {})).toEqual(['amount', 'tags', 'name']);
  });
  it('has nothing to ask when nothing typed was moved', () =>
    expect(mergeOf(form, base, theirs, { ...base, amount: '3.00' }, ['amount']).clashes).toEqual([]));
});

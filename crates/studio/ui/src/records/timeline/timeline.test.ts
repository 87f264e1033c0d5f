import { describe, expect, it } from 'vitest';
import type { FormModel } from '../../model/app';
import type { Field } from '../../model/field';
import { activityOf, detailsOf } from '../activity';
import { mentionedIn, partsOf, putMention, typingAt } from './mentions';
import { mergeStreams } from './streams';

const at = (...hours: number[]) => hours.map((hour) => ({ at: `2026-01-01T${String(hour).padStart(2, '0')}:00:00Z` }));
const hours = (items: readonly { at: string }[]) => items.map(({ at }) => Number(at.slice(11, 13)));

describe('streams', () => {
  it('come together newest first', () => {
    const merged = mergeStreams([
      { items: at(9, 5), more: false },
      { items: at(7, 6), more: false },
    ]);
    expect(hours(merged.items)).toEqual([9, 7, 6, 5]);
    expect(merged.behind).toEqual([]);
  });
  it('hold back what is older than the end of a stream that goes on', () => {
    const merged = mergeStreams([
      { items: at(9, 8), more: true },
      { items: at(10, 3), more: false },
      { items: at(7), more: true },
    ]);
    expect(hours(merged.items)).toEqual([10, 9, 8]);
    expect(merged.behind).toEqual([0]);
  });
  it('show nothing of others while one that goes on is still empty', () =>
    expect(
      mergeStreams([
        { items: [], more: true },
        { items: at(3), more: false },
      ]).items,
    ).toEqual([]));
});

describe('mentions', () => {
  it.each([
    ['@', 1, { from: 0, query: '' }],
    ['请 @何', 4, { from: 2, query: '何' }],
    ['请@何琪看', 3, { from: 1, query: '何' }],
    ['a@b', 3, undefined],
    ['@何琪 好', 5, undefined],
    ['none', 4, undefined],
  ])('%s at %i', (text, caret, found) => expect(typingAt(text, caret)).toEqual(found));

  it('are put in with a space behind', () => {
    expect(putMention('请 @何 看', { from: 2, query: '何' }, '何琪')).toEqual({ text: '请 @何琪 看', caret: 6 });
    expect(putMention('@', { from: 0, query: '' }, 'Ann')).toEqual({ text: '@Ann ', caret: 5 });
  });

  const people = [
    { id: '1', name: '何琪' },
    { id: '2', name: '何琪琪' },
    { id: '3', name: 'Ann' },
  ];
  it('count only while their name stands there', () => {
    expect(mentionedIn('@Ann 看', people)).toEqual(['3']);
    expect(mentionedIn('Ann', people)).toEqual([]);
  });
  it('are told apart in a text, the longest name first', () =>
    expect(partsOf('请 @何琪琪 和@Ann!', people)).toEqual([
      { text: '请 ' },
      { text: '@何琪琪', person: '2' },
      { text: ' 和' },
      { text: '@Ann', person: '3' },
      { text: '!' },
    ]));
});

describe('follow-ups', () => {
  const link: Field = { key: 'customer', kind: 'link', form: 'customer', back: 'notes' };
  const moment: Field = { key: 'at', kind: 'date_time', required: true, default: { formula: 'now()' } };
  const body: Field = { key: 'said', kind: 'long_text', required: true };
  const next: Field = { key: 'next', kind: 'text' };
  const form = (...fields: Field[]): FormModel => ({
    key: 'note',
    label: 'Note',
    fields: [link, ...fields],
    rights: { create: true, update: true, delete: true, export: true },
  });
  const of = (model: FormModel) => activityOf({ form: model, field: link });

  it('have a moment and something to say', () => {
    expect(of(form(moment, body))?.body.key).toBe('said');
    expect(of(form(moment))).toBeUndefined();
    expect(of(form(body, { key: 'at', kind: 'date_time' }))).toBeUndefined();
  });
  it('have no number and no board', () => {
    expect(of(form(moment, body, { key: 'number', kind: 'serial' }))).toBeUndefined();
    expect(of({ ...form(moment, body), views: [{ key: 'v', label: 'V', kind: 'kanban' }] })).toBeUndefined();
  });
  it('show what else was written', () => {
    const activity = of(form(moment, body, next, { key: 'empty', kind: 'text' }));
    const record = { id: '1', version: 1, at: 'x', said: 'y', next: 'call', empty: null };
    expect(activity && detailsOf(activity, record, 3).map(({ key }) => key)).toEqual(['next']);
  });
});

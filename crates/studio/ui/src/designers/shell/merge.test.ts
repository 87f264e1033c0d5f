import { describe, expect, it } from 'vitest';
import { boardOf } from '../form/board';
import { type AppDocument, type Change, edit, fieldAt } from '../form/model';
import { names } from '../form/names';
import { app } from '../form/sample';
import { mergeDocuments } from './merge';

const change = (...changes: readonly Change[]) =>
  changes.reduce<AppDocument>((each, one) => edit(each, one, names), app);
const field = (key: string, set: object): Change => ({
  do: 'changeField',
  path: { form: 'visit', field: key },
  set: { ...set },
});
const add = (key: string, after?: string): Change => ({
  do: 'addFields',
  form: 'visit',
  fields: [{ key, kind: 'text', label: key }],
  ...(after === undefined ? {} : { after }),
});
const merge = (mine: AppDocument, theirs: AppDocument) => mergeDocuments(app, mine, theirs, names);
const boardRows = (document: AppDocument) => {
  const form = document.forms.visit;
  return form ? boardOf(form).tabs.map(({ sections }) => sections.map(({ rows }) => rows)) : [];
};

describe('merging two drafts', () => {
  it('keeps what each changed', () => {
    const { document, taken, clashes } = merge(
      change(field('name', { label: '访客' })),
      change(field('name', { required: true }), field('phone', { label: '手机' })),
    );
    expect(fieldAt(document, { form: 'visit', field: 'name' })).toMatchObject({ label: '访客', required: true });
    expect(fieldAt(document, { form: 'visit', field: 'phone' })?.label).toBe('手机');
    expect(taken).toEqual([
      ['forms', 'visit', 'fields', 'name', 'required'],
      ['forms', 'visit', 'fields', 'phone'],
    ]);
    expect(clashes).toEqual([]);
  });

  it('keeps mine where both changed the same, and tells what theirs was', () => {
    const { document, clashes } = merge(change(field('name', { label: '甲' })), change(field('name', { label: '乙' })));
    expect(fieldAt(document, { form: 'visit', field: 'name' })?.label).toBe('甲');
    expect(clashes).toEqual([{ where: ['forms', 'visit', 'fields', 'name', 'label'], mine: '甲', theirs: '乙' }]);
  });

  it('has the fields that both added, each where it was put', () => {
    const { document } = merge(change(add('one', 'reason')), change(add('two', 'count')));
    const keys = document.forms.visit?.fields.map(({ key }) => key);
    expect(keys).toContain('one');
    expect(keys).toContain('two');
    expect(boardRows(document)[0]).toEqual([[['name', 'phone'], ['reason'], ['one']]]);
    expect(boardRows(document)[1]?.[0]).toEqual([['count', 'two']]);
  });

  it('does not bring a removed field back, unless the other worked on it', () => {
    const removed: Change = { do: 'removeFields', form: 'visit', fields: ['phone'] };
    expect(
      fieldAt(merge(change(field('name', { label: '甲' })), change(removed)).document, {
        form: 'visit',
        field: 'phone',
      }),
    ).toBeUndefined();
    const kept = merge(change(removed), change(field('phone', { label: '手机' })));
    expect(fieldAt(kept.document, { form: 'visit', field: 'phone' })?.label).toBe('手机');
    expect(kept.clashes).toHaveLength(1);
  });

  it('moves fields as the only one who moved them did', () => {
    const mine = change({
      do: 'moveFields',
      form: 'visit',
      fields: ['reason'],
      to: { at: 'row', tab: 0, section: 0, row: 0 },
    });
    const theirs = change({
      do: 'moveFields',
      form: 'visit',
      fields: ['count'],
      to: { at: 'row', tab: 0, section: 0, row: 1 },
    });
    const { document } = merge(mine, theirs);
    expect(boardRows(document)[0]).toEqual([[['reason'], ['name', 'phone'], ['count']]]);
  });

  it('has the sections that both added', () => {
    const section = (label: string): Change => ({ do: 'addSection', form: 'visit', tab: 0, at: 1, label });
    const into = (key: string): Change => ({
      do: 'moveFields',
      form: 'visit',
      fields: [key],
      to: { at: 'row', tab: 0, section: 1, row: 0 },
    });
    const { document } = merge(change(section('甲'), into('phone')), change(section('乙'), into('reason')));
    const form = document.forms.visit;
    const found = form && boardOf(form).tabs[0]?.sections.map(({ label, rows }) => [label, rows.flat()]);
    expect(found).toEqual([
      ['基本', ['name']],
      ['甲', ['phone']],
      ['乙', ['reason']],
    ]);
  });

  it('gives what both did alike once', () => {
    const same = change(field('name', { label: '访客' }), add('one'));
    const { document, taken, clashes } = merge(same, change(field('name', { label: '访客' }), add('one')));
    expect(document).toEqual(same);
    expect([taken, clashes]).toEqual([[], []]);
  });

  it('is told the same from whichever side nothing was done', () => {
    const theirs = change(add('two'), field('name', { label: '乙' }), { do: 'addTab', form: 'visit', label: '附件' });
    expect(merge(app, theirs).document).toEqual(theirs);
    expect(merge(theirs, app).document).toEqual(theirs);
  });
});

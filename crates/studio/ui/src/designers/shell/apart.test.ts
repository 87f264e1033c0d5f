import { describe, expect, it } from 'vitest';
import { boardOf, orderOf } from '../form/board';
import { type AppDocument, type Change, edit, type FieldDoc, fieldsIn } from '../form/model';
import { names } from '../form/names';
import { app } from '../form/sample';
import { apart, twins } from './apart';
import { mergeDocuments } from './merge';

const change = (...changes: readonly Change[]) =>
  changes.reduce<AppDocument>((each, one) => edit(each, one, names), app);
const add = (...fields: readonly FieldDoc[]): Change => ({ do: 'addFields', form: 'visit', fields });
const date = (key: string, label: string): FieldDoc => ({ key, kind: 'date', label });
const merged = (mine: AppDocument, theirs: AppDocument) =>
  mergeDocuments(app, apart(mine, app, twins(app, mine, theirs, names), names), theirs, names);

describe('fields that both added under one key', () => {
  const mine = change(add(date('date_1', '来访日期'), date('date_2', '离开日期')), {
    do: 'changeField',
    path: { form: 'visit', field: 'name' },
    set: { visible_when: 'date_1 > date_2' },
  });
  const theirs = change(add(date('date_1', '预约日期'), date('date_2', '确认日期')));

  it('stand beside each other, each with its name', () => {
    const { document, clashes } = merged(mine, theirs);
    const labels = fieldsIn(document, 'visit').map(({ key, label }) => [key, label]);
    expect(labels).toEqual(
      expect.arrayContaining([
        ['date_1', '预约日期'],
        ['date_2', '确认日期'],
        ['date_3', '来访日期'],
        ['date_4', '离开日期'],
      ]),
    );
    expect(clashes).toEqual([]);
    const form = document.forms.visit;
    expect(form && orderOf(boardOf(form))).toEqual(expect.arrayContaining(['date_1', 'date_2', 'date_3', 'date_4']));
  });

  it('are still named by what was written about mine', () => {
    const { document } = merged(mine, theirs);
    expect(fieldsIn(document, 'visit').find(({ key }) => key === 'name')?.visible_when).toBe('date_3 > date_4');
  });

  it('are one when they are the same', () => {
    const alike = change(add(date('date_1', '日期')));
    expect(twins(app, alike, alike, names)).toEqual([]);
  });

  it('are left alone where only one added them', () => {
    expect(twins(app, mine, app, names)).toEqual([]);
    expect(twins(app, app, theirs, names)).toEqual([]);
  });
});

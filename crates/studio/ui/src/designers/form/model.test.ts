import { describe, expect, it } from 'vitest';
import { readerOf } from '../../fields/readers';
import type { Kind } from '../../model/field';
import { boardOf, isWide, layoutOf, orderOf, spansOf } from './board';
import { addForm, copied, freeKey, newField, newForm, pasted, readCopied, takes } from './create';
import { type AppDocument, type Change, edit, fieldAt } from './model';
import { names } from './names';
import { placesFor } from './place';
import { app, visit } from './sample';
import { nameOf } from './steps';

const change = (document: AppDocument, ...changes: readonly Change[]) =>
  changes.reduce((each, one) => edit(each, one, names), document);
const rowsOf = (document: AppDocument) =>
  boardOf(document.forms.visit ?? visit).tabs.map(({ sections }) => sections.map(({ rows }) => rows));

describe('the board', () => {
  it('shows the layout, and writes the same one', () => {
    expect(layoutOf(boardOf(visit), names)).toEqual(visit.layout);
  });

  it('finds a place for fields that stand nowhere', () => {
    const { layout: _layout, ...bare } = visit;
    expect(boardOf(bare).tabs).toEqual([
      { sections: [{ rows: [['name', 'phone'], ['reason'], ['count'], ['lines'], ['total']] }] },
    ]);
    expect(layoutOf(boardOf(bare), names)).toMatchObject([{ section: names.basics }]);
  });

  it('takes the same kinds to be wide as the forms do', () => {
    const kinds: readonly Kind[] = [
      'text',
      'long_text',
      'table',
      'file',
      'separator',
      'links',
      'address',
      'json',
      'image',
      'select',
    ];
    expect(kinds.map((kind) => [kind, isWide({ kind })])).toEqual(
      kinds.map((kind) => [kind, readerOf(kind).wide === true]),
    );
  });

  it('shares a row', () => {
    const [name, phone] = visit.fields;
    if (!name || !phone) throw new Error('the sample has them');
    expect(spansOf([name, phone])).toEqual([6, 6]);
    expect(spansOf([{ ...name, width: 4 }, phone])).toEqual([4, 8]);
  });
});

describe('fields', () => {
  it('are added beside a lone narrow field, else in a row of their own', () => {
    const one = newField(app, undefined, { form: 'visit' }, 'date', words);
    const two = change(app, { do: 'addFields', form: 'visit', fields: [one], after: 'count' });
    expect(rowsOf(two)[1]).toEqual([[['count', one.key]], [['lines'], ['total']]]);
    const three = change(app, { do: 'addFields', form: 'visit', fields: [one], after: 'reason' });
    expect(rowsOf(three)[0]).toEqual([[['name', 'phone'], ['reason'], [one.key]]]);
  });

  it('move between rows, into rows, and not where there is no room', () => {
    const to = { tab: 0, section: 0 };
    expect(
      rowsOf(
        change(app, {
          do: 'moveFields',
          form: 'visit',
          fields: ['count'],
          to: { at: 'beside', ...to, row: 0, column: 1 },
        }),
      )[0],
    ).toEqual([[['name', 'count', 'phone'], ['reason']]]);
    expect(
      rowsOf(change(app, { do: 'moveFields', form: 'visit', fields: ['phone'], to: { at: 'row', ...to, row: 2 } }))[0],
    ).toEqual([[['name'], ['reason'], ['phone']]]);
    const beside = { at: 'beside', ...to, row: 0, column: 0 } as const;
    expect(change(app, { do: 'moveFields', form: 'visit', fields: ['lines'], to: beside })).toEqual(app);
  });

  it('lose their widths in a row that has no room for them', () => {
    const wide = change(
      app,
      { do: 'changeField', path: { form: 'visit', field: 'name' }, set: { width: 8 } },
      { do: 'changeField', path: { form: 'visit', field: 'phone' }, set: { width: 4 } },
    );
    const full = change(wide, {
      do: 'moveFields',
      form: 'visit',
      fields: ['count'],
      to: { at: 'beside', tab: 0, section: 0, row: 0, column: 2 },
    });
    expect(fieldAt(full, { form: 'visit', field: 'name' })?.width).toBeUndefined();
  });

  it('have stops for the arrow keys that all change something', () => {
    const count = visit.fields.filter(({ key }) => key === 'count');
    const board = boardOf(visit);
    const places = placesFor(board, visit.fields, count);
    expect(places.length).toBeGreaterThan(8);
    for (const to of places)
      expect(rowsOf(change(app, { do: 'moveFields', form: 'visit', fields: ['count'], to }))).not.toEqual(rowsOf(app));
  });

  it('go with everything that only points at them', () => {
    const gone = change(app, { do: 'removeFields', form: 'visit', fields: ['phone', 'name'] });
    const form = gone.forms.visit;
    expect(form?.title).toBe('total');
    expect(form?.views?.[0]?.columns).toEqual([]);
    expect(form?.unique).toEqual([]);
    expect(gone.roles.desk?.forms?.visit?.fields).toEqual({ 'lines.item': 'read' });
    expect(rowsOf(gone)[0]).toEqual([[['reason']]]);
  });

  it('are never all removed', () => {
    expect(
      change(app, { do: 'removeFields', form: 'visit', table: 'lines', fields: ['item', 'amount', 'double'] }),
    ).toBe(app);
  });

  it('are renamed wherever they are named', () => {
    const next = change(app, {
      do: 'renameField',
      path: { form: 'visit', field: 'count' },
      key: 'people',
      was: 'count',
    });
    expect(fieldAt(next, { form: 'visit', field: 'people' })?.was).toBe('count');
    expect(fieldAt(next, { form: 'visit', field: 'total' })?.formula).toBe('sum(lines.amount) + people');
    expect(next.forms.visit?.views?.[0]?.sort).toEqual(['-people']);
    expect(fieldAt(next, { form: 'badge', field: 'visit' })?.where).toEqual({ field: 'people', op: 'gt', value: 1 });
    const named = change(app, { do: 'renameField', path: { form: 'visit', field: 'name' }, key: 'who' });
    expect(named.forms.visit?.title).toBe('who');
    expect(fieldAt(named, { form: 'badge', field: 'visitor' })?.field).toBe('who');
    expect(fieldAt(named, { form: 'badge', field: 'note' })?.formula).toBe('"visit.name" + visit.who');
    const row = change(app, {
      do: 'renameField',
      path: { form: 'visit', table: 'lines', field: 'amount' },
      key: 'pieces',
    });
    expect(fieldAt(row, { form: 'visit', field: 'total' })?.formula).toBe('sum(lines.pieces) + count');
    expect(fieldAt(row, { form: 'visit', table: 'lines', field: 'double' })?.formula).toBe('pieces * 2');
    expect(change(app, { do: 'renameField', path: { form: 'visit', field: 'name' }, key: 'phone' })).toBe(app);
  });

  it('lose a property that is set to nothing', () => {
    const set = change(app, {
      do: 'changeField',
      path: { form: 'visit', field: 'total' },
      set: { scale: 2, formula: undefined },
    });
    expect(fieldAt(set, { form: 'visit', field: 'total' })).toEqual({
      key: 'total',
      kind: 'formula',
      label: '合计',
      scale: 2,
    });
  });

  it('move among the columns of a sub-table', () => {
    const next = change(app, { do: 'moveColumn', form: 'visit', table: 'lines', field: 'double', to: 0 });
    expect(fieldAt(next, { form: 'visit', field: 'lines' })?.fields?.map(({ key }) => key)).toEqual([
      'double',
      'item',
      'amount',
    ]);
  });
});

describe('sections and tabs', () => {
  it('are added, moved and dissolved without losing a field', () => {
    const all = (document: AppDocument) => [...orderOf(boardOf(document.forms.visit ?? visit))].sort();
    const added = change(app, { do: 'addSection', form: 'visit', tab: 0, at: 1, label: '新分组' });
    expect(added.forms.visit?.layout?.[1]).toEqual({ section: '新分组', rows: [] });
    const moved = change(app, { do: 'moveSection', form: 'visit', tab: 1, section: 1, toTab: 0, to: 0 });
    expect(rowsOf(moved)[0]?.[0]).toEqual([['lines'], ['total']]);
    const dissolved = change(app, { do: 'removeSection', form: 'visit', tab: 1, section: 1 });
    expect(rowsOf(dissolved)[1]).toEqual([[['count'], ['lines'], ['total']]]);
    const untabbed = change(app, { do: 'removeTab', form: 'visit', tab: 1 });
    expect(rowsOf(untabbed)).toHaveLength(1);
    for (const each of [added, moved, dissolved, untabbed]) expect(all(each)).toEqual(all(app));
  });

  it('keep a tab that has nothing yet', () => {
    const next = change(app, { do: 'addTab', form: 'visit', label: '附件' });
    expect(boardOf(next.forms.visit ?? visit).tabs.at(-1)?.label).toBe('附件');
  });
});

const words = { kind: (kind: Kind) => kind, option: (n: number) => `选项 ${n}`, explanation: '…' };

describe('new things', () => {
  it('have free keys', () => {
    expect(freeKey(app, undefined, 'visit', undefined, 'Count', 'integer')).toBe('count_2');
    expect(freeKey(app, app, 'visit', undefined, '人数', 'integer')).toBe('integer_1');
  });

  it('know what the rows of a sub-table take', () => {
    expect(takes(app, 'visit', 'lines', 'table')).toBe(false);
    expect(takes(app, 'visit', undefined, 'owner')).toBe(true);
    const owned = change(app, { do: 'addFields', form: 'visit', fields: [{ key: 'owner', kind: 'owner' }] });
    expect(takes(owned, 'visit', undefined, 'owner')).toBe(false);
  });

  it('make a form with a title', () => {
    expect(newForm(app, 'Visit', '名称')).toMatchObject({ key: 'visit_2', title: 'name', fields: [{ key: 'name' }] });
  });

  it('put a form into the menu as well', () => {
    const next = change(app, addForm(app, '胸卡发放', '名称'));
    expect(next.forms.form_1?.label).toBe('胸卡发放');
    expect(next.app.menu).toEqual([{ form: 'form_1' }]);
  });

  it('are copied and pasted with keys of their own', () => {
    const read = readCopied(copied(app, visit.fields.slice(0, 2)));
    const landed = pasted(app, undefined, { form: 'visit' }, read ?? []);
    expect(landed.map(({ key }) => key)).toEqual(['name_2', 'phone_2']);
    expect(pasted(app, undefined, { form: 'badge' }, read ?? []).map(({ key }) => key)).toEqual(['name', 'phone']);
    expect(readCopied('hello')).toBeUndefined();
    expect(readCopied('{"formwork":"fields","fields":[1,{"key":"a"}]}')).toEqual([]);
  });

  it('bring their options along when the set is not there', () => {
    const set = { format: 1, key: 'kinds', label: '类别', options: [{ key: 'a', label: 'A' }] };
    const from = change(app, { do: 'putOptions', options: set });
    const text = copied(from, [{ key: 'kind', kind: 'select', options: 'kinds' }]);
    expect(pasted(from, undefined, { form: 'visit' }, readCopied(text) ?? [])).toEqual([
      { key: 'kind', kind: 'select', options: 'kinds' },
    ]);
    expect(pasted(app, undefined, { form: 'visit' }, readCopied(text) ?? [])).toEqual([
      { key: 'kind', kind: 'select', options: set.options },
    ]);
  });

  it('are named in the list of steps', () => {
    expect(nameOf(app, { do: 'removeFields', form: 'visit', fields: ['phone', 'name'] })).toEqual({
      key: 'removeFields',
      what: ['电话'],
      count: 2,
    });
  });
});

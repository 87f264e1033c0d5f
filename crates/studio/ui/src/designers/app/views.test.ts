import { expect, it } from 'vitest';
import type { AppDocument, FormDoc } from '../form/document';
import { copyForm, isPlainName, linksTo, mayBe, newView, plainName, reorder, viewKinds, withKind } from './views';

const form: FormDoc = {
  format: 1,
  key: 'deal',
  label: 'Deal',
  title: 'name',
  fields: [
    { key: 'name', kind: 'text', was: 'title' },
    { key: 'stage', kind: 'select' },
    { key: 'begins', kind: 'date' },
    { key: 'ends', kind: 'date' },
    { key: 'notes', kind: 'long_text' },
    { key: 'customer', kind: 'link', form: 'customer', back: 'deals' },
  ],
};
const document = {
  app: { format: 1, key: 'k', version: '1', label: 'K' },
  options: {},
  roles: {},
  forms: {
    deal: form,
    line: {
      format: 1,
      key: 'line',
      label: 'Line',
      title: 'n',
      fields: [
        { key: 'n', kind: 'text' },
        { key: 'deal', kind: 'link', form: 'deal' },
      ],
    },
  },
} as unknown as AppDocument;

it('offers the kinds of view that a form has fields for', () => {
  expect(viewKinds.filter((kind) => mayBe(document, form, kind))).toEqual([
    'table',
    'kanban',
    'calendar',
    'gantt',
    'gallery',
  ]);
});

it('keeps what views share when their kind changes', () => {
  const table = { key: 'v', label: 'V', kind: 'table', columns: ['name'], group: 'stage', frozen: 1, sort: ['name'] };
  expect(withKind(document, form, table, 'kanban')).toEqual({
    key: 'v',
    label: 'V',
    kind: 'kanban',
    columns: ['name'],
    sort: ['name'],
    by: 'stage',
  });
  expect(withKind(document, form, table, 'gantt')).toMatchObject({
    kind: 'gantt',
    from: 'begins',
    to: 'ends',
    group: 'stage',
  });
  expect(withKind(document, form, table, 'gantt')).not.toHaveProperty('columns');
});

it('begins a view with the fields that a list shows well', () => {
  expect(newView(form, '我的视图')).toEqual({
    key: 'view_1',
    label: '我的视图',
    kind: 'table',
    columns: ['name', 'stage', 'begins', 'ends', 'customer'],
  });
});

it('moves an item before another', () => {
  expect(reorder(['a', 'b', 'c'], 0, 3)).toEqual(['b', 'c', 'a']);
  expect(reorder(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  const list = ['a', 'b'];
  expect(reorder(list, 0, 1)).toBe(list);
});

it('copies a form without its past and its ways back', () => {
  const copy = copyForm(document, form, 'Copy');
  expect(copy.key).toBe('deal_2');
  expect(copy.fields[0]).toEqual({ key: 'name', kind: 'text' });
  expect(copy.fields[5]).toEqual({ key: 'customer', kind: 'link', form: 'customer' });
});

it('finds the links that lead to a form', () => {
  expect(linksTo(document, 'deal').map(({ form, field }) => `${form.key}.${field.key}`)).toEqual(['line.deal']);
});

it('names a view after its kind until somebody names it', () => {
  const views = [{ key: 'a', label: '看板', kind: 'kanban' }] as unknown as NonNullable<FormDoc['views']>;
  expect(plainName(views, '日历')).toBe('日历');
  expect(plainName(views, '看板')).toBe('看板 2');
  expect(isPlainName('看板 2', '看板')).toBe(true);
  expect(isPlainName('维修看板', '看板')).toBe(false);
  expect(isPlainName({ 'zh-CN': '看板', en: 'Board' }, '看板')).toBe(false);
});

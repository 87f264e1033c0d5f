import { expect, it } from 'vitest';
import type { Difference } from '../../api/apps';
import { app } from '../form/sample';
import { columnsOf, knowing, withFieldWords } from './named';

const words = (text: unknown) => (typeof text === 'string' ? text : '');
const path = 'forms/visit.json#/views/all/columns';
const columns = (old: readonly string[], now: readonly string[]) =>
  ({ kind: 'changed', path, text: '', old, new: now }) as unknown as Difference;
const gone = {
  kind: 'removed',
  path: 'forms/visit.json#/fields/urgent',
  text: '',
  old: { key: 'urgent', kind: 'yes_no', label: '是否加急' },
} as unknown as Difference;

it('says which columns a view gets and loses, by the words of the fields', () => {
  const known = knowing(app, undefined, [gone]);
  expect(columnsOf(known, columns(['name', 'urgent'], ['name', 'phone']), words)).toEqual({
    view: '全部',
    added: ['电话'],
    removed: ['是否加急'],
  });
  expect(columnsOf(known, columns(['name', 'phone'], ['phone', 'name']), words)).toMatchObject({
    added: [],
    removed: [],
  });
  expect(columnsOf(known, gone, words)).toBeUndefined();
});

it('says other fields of views by their words too', () => {
  const sort = {
    kind: 'changed',
    path: 'forms/visit.json#/views/all/sort',
    text: '视图“全部”的排序由“-count”改为“name”',
    old: ['-count'],
    new: ['name'],
  } as unknown as Difference;
  expect(withFieldWords(knowing(app, undefined, []), sort, words)).toBe('视图“全部”的排序由“-人数”改为“姓名”');
});

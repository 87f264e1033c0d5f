import { describe, expect, it } from 'vitest';
import type { AppModel } from '../model/app';
import type { Field } from '../model/field';
import { redefinedOf } from './redefined';

function app(fields: readonly Field[], retired = false): AppModel {
  return {
    key: 'a',
    label: 'A',
    menu: [],
    options: {
      levels: [
        { key: 'one', label: '1' },
        { key: 'two', label: '2', retired },
      ],
    },
    forms: {
      order: { key: 'order', label: 'O', fields, rights: { create: true, update: true, delete: true, export: true } },
    },
  };
}
const name: Field = { key: 'name', kind: 'text', label: 'Name' };
const level: Field = { key: 'level', kind: 'select', options: 'levels' };
const before = app([name, level]);
const values = { name: 'typed', level: 'two' };
const of = (after: AppModel, written: readonly string[] = ['name', 'level']) =>
  redefinedOf(before, after, 'order', values, written).map(({ key, how }) => `${key} ${how}`);

describe('a definition that changed while somebody typed', () => {
  it('says nothing when nothing that was written in changed', () => {
    expect(of(before)).toEqual([]);
    expect(of(app([{ ...name, label: 'Other' }, level]))).toEqual([]);
    expect(of(app([level]), ['level'])).toEqual([]);
  });
  it('says that a field is gone, or became another kind', () => {
    expect(of(app([level]))).toEqual(['name gone']);
    expect(of(app([{ key: 'name', kind: 'integer' }, level]))).toEqual(['name gone']);
    expect(of({ ...before, forms: {} })).toEqual(['name gone', 'level gone']);
  });
  it('says that a right was lost', () => {
    expect(of(app([{ ...name, right: 'read' }, level]))).toEqual(['name closed']);
    expect(of(app([{ ...name, read_only: true }, level]))).toEqual(['name closed']);
  });
  it('says that the chosen option was retired', () => expect(of(app([name, level], true))).toEqual(['level option']));
  it('keeps what was typed, to be copied', () =>
    expect(redefinedOf(before, app([level]), 'order', values, ['name'])[0]?.value).toBe('typed'));
});

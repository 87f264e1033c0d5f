import { expect, it } from 'vitest';
import type { FormModel } from '../model/app';
import type { Field } from '../model/field';
import { copyOf } from './duplicate';

it('takes what a person may write, and nothing that belongs to the one record', () => {
  const form: FormModel = {
    key: 'order',
    label: 'Order',
    fields: [
      { key: 'number', kind: 'serial' },
      { key: 'name', kind: 'text' },
      { key: 'code', kind: 'text', unique: true } as Field,
      { key: 'phone', kind: 'phone', right: 'masked' },
      { key: 'scan', kind: 'file' },
      { key: 'total', kind: 'formula' },
      { key: 'owner', kind: 'owner' },
      { key: 'note', kind: 'long_text' },
      {
        key: 'lines',
        kind: 'table',
        fields: [
          { key: 'what', kind: 'text' },
          { key: 'sum', kind: 'formula' },
          { key: 'photo', kind: 'image' },
        ],
      },
    ],
    rights: { create: true, update: true, delete: true, export: true },
  };
  const record = {
    id: 'r',
    version: 3,
    number: 'N-1',
    name: 'A',
    code: 'C',
    phone: '138****5678',
    scan: [{ id: 'f' }],
    total: '3',
    owner: 'me',
    note: null,
    lines: [{ id: 'l1', what: 'W', sum: '2', photo: [{ id: 'p' }] }],
  };
  expect(copyOf(form, record)).toEqual({ name: 'A', lines: [{ id: 'new:copy-0', what: 'W' }] });
});

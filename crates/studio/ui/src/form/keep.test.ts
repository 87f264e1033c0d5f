import { beforeEach, describe, expect, it } from 'vitest';
import type { FormModel, Rec } from '../model/app';
import { countKept, dropKept, type KeptPlace, keepable, listKept, restored, writeKept } from './keep';

const form: FormModel = {
  key: 'order',
  label: 'Order',
  fields: [
    { key: 'name', kind: 'text' },
    { key: 'phone', kind: 'phone', right: 'masked' },
    { key: 'scan', kind: 'file' },
    { key: 'total', kind: 'formula' },
    {
      key: 'lines',
      kind: 'table',
      fields: [
        { key: 'what', kind: 'text' },
        { key: 'photo', kind: 'image' },
        { key: 'price', kind: 'money', right: 'masked' },
      ],
    },
  ],
  rights: { create: true, update: true, delete: true, export: true },
};
const place = { person: 'p', app: 'a', form: 'order', id: '1' };
const readKept = (place: KeptPlace) => listKept(place)[0]?.kept;
const all = ['name', 'phone', 'scan', 'total', 'lines'];

describe('what is kept of what was typed', () => {
  beforeEach(() => localStorage.clear());

  const values = {
    name: 'N',
    phone: '138****5678',
    scan: [{ id: 'f', name: 'f', size: 1, type: 't' }],
    total: '3',
    lines: [{ id: 'r1', what: 'W', photo: [], price: '*' }],
  };

  it('never is a masked value, a file or something computed', () =>
    expect(keepable(form, values, all)).toEqual({ name: 'N', lines: [{ id: 'r1', what: 'W' }] }));

  it('is found again by the same person only, and dropped', () => {
    const kept = { at: '2026-01-02T03:04:05Z', version: 1, values: { name: 'N' } };
    writeKept(place, kept);
    expect(readKept(place)).toEqual(kept);
    expect(readKept({ ...place, person: 'q' })).toBeUndefined();
    dropKept(place);
    expect(readKept(place)).toBeUndefined();
  });

  it('stands apart for each editor, the newest first', () => {
    const fresh = { ...place, id: 'new' };
    const at = (minute: number) => ({ at: `2026-01-02T03:0${minute}:00Z`, version: 0, values: { name: `N${minute}` } });
    writeKept({ ...fresh, slot: 'one' }, at(1));
    writeKept({ ...fresh, slot: 'two' }, at(3));
    writeKept(fresh, at(2));
    writeKept({ ...place, id: 'newer', slot: 'two' }, at(4));
    expect(listKept({ ...fresh, slot: 'three' })).toEqual([
      { place: { ...fresh, slot: 'two' }, kept: at(3) },
      { place: fresh, kept: at(2) },
      { place: { ...fresh, slot: 'one' }, kept: at(1) },
    ]);
    dropKept({ ...fresh, slot: 'two' });
    expect(listKept(fresh).map(({ kept }) => kept.values.name)).toEqual(['N2', 'N1']);
  });

  it('goes after a month, and the oldest when there are many', () => {
    writeKept({ ...place, id: 'old' }, { at: '2025-01-01T00:00:00Z', version: 1, values: {} });
    for (let index = 0; index < 45; index += 1)
      writeKept(
        { ...place, id: `r${index}` },
        { at: `2026-01-02T03:04:${String(index).padStart(2, '0')}Z`, version: 1, values: {} },
      );
    expect(readKept({ ...place, id: 'old' })).toBeUndefined();
    expect(readKept({ ...place, id: 'r0' })).toBeUndefined();
    expect(readKept({ ...place, id: 'r44' })).toBeDefined();
  });

  it('comes back with the cells that were not kept, and without fields that are gone', () => {
    const record: Rec = {
      id: '1',
      version: 2,
      name: 'O',
      lines: [{ id: 'r1', what: 'old', photo: ['p'], price: '*' }],
    };
    const kept = {
      at: '2026-01-02T03:04:05Z',
      version: 1,
      values: {
        name: 'N',
        left: 'x',
        phone: 'forged',
        lines: [
          { id: 'r1', what: 'W' },
          { id: 'r2', what: 'lost' },
        ],
      },
    };
    expect(restored(form, kept, record)).toEqual({
      name: 'N',
      lines: [
        { id: 'r1', what: 'W', photo: ['p'], price: '*' },
        { id: 'new:kept-r2', what: 'lost' },
      ],
    });
    expect(countKept(form, kept)).toBe(3);
  });

  it('is nothing when what lies there is no draft', () => {
    localStorage.setItem('formwork.kept.p.a.order.1', '{"x":1}');
    expect(readKept(place)).toBeUndefined();
    localStorage.setItem('formwork.kept.p.a.order.1', 'no json');
    expect(readKept(place)).toBeUndefined();
  });
});

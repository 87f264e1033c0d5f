import { describe, expect, it } from 'vitest';
import type { Difference } from '../../api/apps';
import { edit } from '../form/model';
import { names } from '../form/names';
import { groupsOf, homeless, undo, withoutPlace } from './model';

const document = {
  app: { format: 1, key: 'k', version: '1', label: 'New' },
  options: {},
  roles: { sales: { key: 'sales', label: 'Sales', landing: 'deal' } },
  forms: {
    deal: {
      format: 1,
      key: 'deal',
      label: 'Deal',
      title: 'name',
      fields: [
        { key: 'name', kind: 'text' as const, label: 'Name', required: true },
        { key: 'extra', kind: 'text' as const, label: 'Extra' },
      ],
    },
  },
};

const difference = (kind: string, path: string, more: Partial<Difference> = {}): Difference => ({
  kind,
  path,
  text: path,
  ...more,
});
const plan = {
  changes: [],
  steps: [
    { kind: 'require', form: 'deal', field: 'name', text: 'require', rows: 37 },
    { kind: 'retire_field', form: 'deal', field: 'gone', text: 'retire', rows: 213 },
  ],
  blocking: [
    { code: 'plan.values_resist', path: 'forms/deal.json#/fields/gone', text: 'resist' },
    { code: 'x', path: '', text: 'other' },
  ],
};

describe('publishing', () => {
  const differences = [
    difference('changed', 'forms/deal.json#/fields/name/required'),
    difference('removed', 'forms/deal.json#/fields/gone'),
    difference('changed', 'app.json#/label'),
  ];

  it('puts rows and problems into the card of their field', () => {
    const [form, app] = groupsOf(differences, plan);
    expect([form?.folder, form?.key, app?.folder, app?.key]).toEqual(['forms', 'deal', 'app', '']);
    expect(form?.cards.map(({ rows, blocking }) => [rows, blocking.length])).toEqual([
      [37, 0],
      [213, 1],
    ]);
    expect(homeless(groupsOf(differences, plan), plan).map(({ text }) => text)).toEqual(['other']);
  });

  it.each<[Difference, (next: typeof document) => unknown, unknown]>([
    [
      difference('changed', 'forms/deal.json#/fields/name/required', { old: null, new: true }),
      (next) => next.forms.deal.fields[0],
      { key: 'name', kind: 'text', label: 'Name' },
    ],
    [
      difference('added', 'forms/deal.json#/fields/extra'),
      (next) => next.forms.deal.fields.map(({ key }) => key),
      ['name'],
    ],
    [
      difference('removed', 'forms/deal.json#/fields/gone', { old: { key: 'gone', kind: 'date' } }),
      (next) => next.forms.deal.fields.map(({ key }) => key),
      ['name', 'extra', 'gone'],
    ],
    [difference('added', 'forms/deal.json'), (next) => Object.keys(next.forms), []],
    [difference('changed', 'forms/deal.json#/label', { old: 'Old' }), (next) => next.forms.deal.label, 'Old'],
    [difference('changed', 'app.json#/label', { old: 'Old', new: 'New' }), (next) => next.app.label, 'Old'],
    [
      difference('changed', 'roles/sales.json#/landing', { old: null }),
      (next) => next.roles.sales,
      { key: 'sales', label: 'Sales' },
    ],
  ])('takes back %o', (told, look, expected) => {
    const change = undo(document, told);
    expect(change).toBeDefined();
    if (change) expect(look(edit(document, change, names) as typeof document)).toEqual(expected);
  });

  it('leaves out the place that the heading names', () => {
    expect(withoutPlace('表单“联系人”：字段“邮箱”改为必填', '联系人')).toBe('字段“邮箱”改为必填');
    expect(withoutPlace('Contact: field “Email” is now required', 'Contact')).toBe('field “Email” is now required');
    expect(withoutPlace('表单“客户”：字段“邮箱”改为必填', '联系人')).toBe('表单“客户”：字段“邮箱”改为必填');
    expect(withoutPlace('菜单已调整', '')).toBe('菜单已调整');
  });

  it('offers nothing where one edit is not enough', () => {
    expect(
      undo(document, difference('changed', 'forms/deal.json#/fields/name/options/2/label', { old: 'x' })),
    ).toBeUndefined();
    expect(undo(document, difference('renamed', 'forms/deal.json#/fields/name', { old: 'n' }))).toBeUndefined();
  });
});

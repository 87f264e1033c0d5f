/** A small app for the tests of the designers. */
import type { AppDocument, FormDoc } from './document';

export const visit: FormDoc = {
  format: 1,
  key: 'visit',
  label: '来访登记',
  title: 'name',
  fields: [
    { key: 'name', kind: 'text', label: '姓名' },
    { key: 'phone', kind: 'phone', label: '电话' },
    { key: 'reason', kind: 'long_text', label: '事由' },
    { key: 'count', kind: 'integer', label: '人数' },
    {
      key: 'lines',
      kind: 'table',
      label: '物品',
      fields: [
        { key: 'item', kind: 'text', label: '名称' },
        { key: 'amount', kind: 'integer', label: '数量' },
        { key: 'double', kind: 'formula', label: '两倍', formula: 'amount * 2' },
      ],
    },
    { key: 'total', kind: 'formula', label: '合计', formula: 'sum(lines.amount) + count' },
  ],
  layout: [
    { section: '基本', rows: [['name', 'phone'], ['reason']] },
    { tab: '更多', rows: [['count']], sections: [{ section: '明细', rows: [['lines'], ['total']] }] },
  ],
  views: [{ key: 'all', label: '全部', kind: 'table', columns: ['name', 'phone'], sort: ['-count'] }],
  unique: [{ fields: ['phone'] }],
};

export const app: AppDocument = {
  app: { format: 1, key: 'front', version: '1.0.0', label: '前台' },
  options: {},
  forms: {
    visit,
    badge: {
      format: 1,
      key: 'badge',
      label: '胸卡',
      title: 'number',
      fields: [
        { key: 'number', kind: 'text', label: '编号' },
        { key: 'visit', kind: 'link', label: '来访', form: 'visit', where: { field: 'count', op: 'gt', value: 1 } },
        { key: 'visitor', kind: 'lookup', label: '来访人', via: 'visit', field: 'name' },
        { key: 'note', kind: 'formula', label: '备注', formula: '"visit.name" + visit.name' },
      ],
    },
  },
  roles: {
    desk: {
      key: 'desk',
      label: '前台',
      forms: { visit: { read: 'all', fields: { phone: 'masked', 'lines.item': 'read' } } },
    },
  },
};

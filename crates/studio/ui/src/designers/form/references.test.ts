import { describe, expect, it } from 'vitest';
import type { AppDocument } from './document';
import { rename } from './references';
import { app } from './sample';

/** The sample with every place that may name a field; the words are those of `names`. */
function shop(names: { name: string; count: string; lines: string; amount: string }): AppDocument {
  const { name, count, lines, amount } = names;
  const quantified = (test: object) => ({ some: lines, where: { all: [test, `${amount} > ${count}`] } });
  return {
    ...app,
    forms: {
      visit: {
        format: 1,
        key: 'visit',
        label: '来访登记',
        title: name,
        fields: [
          { key: name, kind: 'text', label: '姓名', required_when: quantified({ field: amount, op: 'is_set' }) },
          { key: count, kind: 'integer', label: '人数' },
          {
            key: lines,
            kind: 'table',
            label: '物品',
            fields: [
              { key: amount, kind: 'integer', label: '数量', visible_when: `${count} > 1` },
              { key: 'share', kind: 'formula', label: '份额', formula: `${amount} / ${count}` },
            ],
          },
          // A field of its rows is called what a field of the form is called at first.
          {
            key: 'guests',
            kind: 'table',
            label: '随行',
            fields: [
              { key: 'name', kind: 'text', label: '姓名' },
              { key: 'greeting', kind: 'formula', label: '称呼', formula: 'name + "name"' },
            ],
          },
        ],
        views: [
          {
            key: 'all',
            label: '全部',
            kind: 'table',
            columns: [name, count],
            totals: { [count]: 'sum' },
            widths: { [count]: 90 },
            colours: [{ when: quantified({ field: count, op: 'gt', value: 1 }), colour: 'red' }],
            filter: { some: 'guests', where: { field: 'name', op: 'is_set' } },
          },
          { key: 'bars', label: '甘特', kind: 'gantt', from: 'a', to: 'b', title: name, columns: [] },
        ],
        prints: [
          {
            key: 'card',
            label: '卡片',
            page: 'A4',
            body: {
              'zh-CN': `{{${name}}}{{#${lines}}}{{${amount}}} {{${count}}}{{/${lines}}}{{#guests}}{{name}}{{/guests}}name`,
              en: `{{ ${name} }}`.replaceAll(' ', ''),
            },
          },
        ],
      },
      badge: {
        format: 1,
        key: 'badge',
        label: '胸卡',
        title: 'number',
        fields: [
          { key: 'number', kind: 'text', label: '编号' },
          { key: 'visit', kind: 'link', label: '来访', form: 'visit' },
        ],
        views: [
          { key: 'all', label: '全部', kind: 'table', columns: [`visit.${name}`], widths: { [`visit.${name}`]: 9 } },
        ],
        prints: [{ key: 'card', label: '卡片', page: 'A4', body: `{{visit.${name}}}` }],
      },
    },
    roles: {
      desk: {
        key: 'desk',
        label: '前台',
        forms: {
          visit: {
            read: 'own',
            update: `${count} > 1`,
            delete: { field: name, op: 'is_set' },
            fields: { [name]: 'read' },
          },
          badge: { read: { field: `visit.${name}`, op: 'is_set' } },
        },
      },
    },
  };
}

const first = { name: 'name', count: 'count', lines: 'lines', amount: 'amount' };

describe('a new key', () => {
  it('of a field is written wherever the app names the field, and nowhere else', () => {
    expect(rename(shop(first), { form: 'visit', field: 'name' }, 'who')).toEqual(shop({ ...first, name: 'who' }));
    expect(rename(shop(first), { form: 'visit', field: 'count' }, 'people')).toEqual(
      shop({ ...first, count: 'people' }),
    );
  });

  it('of a sub-table or of a field of its rows, too', () => {
    expect(rename(shop(first), { form: 'visit', field: 'lines' }, 'items')).toEqual(shop({ ...first, lines: 'items' }));
    const path = { form: 'visit', table: 'lines', field: 'amount' };
    expect(rename(shop(first), path, 'pieces')).toEqual(shop({ ...first, amount: 'pieces' }));
  });
});

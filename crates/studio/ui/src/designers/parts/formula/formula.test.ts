import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../api/designing';
import { words } from '../../../i18n/text';
import type { AppDocument } from '../../form/document';
import type { Reach } from '../scope';
import { suggest } from './complete';
import { chipLabel, formulaInWords, piecesOf } from './pieces';
import { bracketsOf, callAt, halfWidth, tokensOf } from './tokens';

const document = {
  app: { format: 1, key: 'a', version: '1', label: '应用' },
  options: {
    stage: { format: 1, key: 'stage', label: '阶段', options: [{ key: 'won', label: '赢单' }, { key: 'lost', label: '输单' }] },
  },
  roles: {},
  forms: {
    deal: {
      format: 1,
      key: 'deal',
      label: '商机',
      title: 'name',
      fields: [
        { key: 'name', kind: 'text', label: '名称' },
        { key: 'stage', kind: 'select', label: '阶段', options: 'stage' },
        { key: 'amount', kind: 'money', label: '预计金额' },
        { key: 'customer', kind: 'link', label: '客户', form: 'customer' },
        { key: 'note', kind: 'explanation', text: '说明' },
        {
          key: 'lines', kind: 'table', label: '明细',
          fields: [{ key: 'price', kind: 'money', label: '单价' }, { key: 'amount', kind: 'money', label: '小计' }],
        },
      ],
    },
    customer: {
      format: 1, key: 'customer', label: '客户', title: 'name',
      fields: [{ key: 'name', kind: 'text', label: '客户名称' }, { key: 'parent', kind: 'link', label: '上级', form: 'customer' }],
    },
  },
} as const satisfies AppDocument; // biome-ignore format: a small app

const reach: Reach = { document, form: 'deal' };
const say = (text: Parameters<typeof words>[0]) => words(text, 'zh-CN');
const catalogue: readonly CatalogueEntry[] = [
  {
    name: 'sum',
    group: 'number',
    about: '求和',
    signatures: [{ params: [{ name: 'values', type: 'any', presence: 'many' }], result: 'number' }],
    examples: [],
  },
  { name: 'today', group: 'date', about: '今天', signatures: [{ params: [], result: 'date' }], examples: [] },
];
const at = (marked: string, where: Reach = reach, asked = false) => {
  const caret = marked.indexOf('|');
  return suggest(marked.replace('|', ''), caret, where, catalogue, say, asked);
};
const names = (marked: string, where?: Reach) => at(marked, where).map(({ insert }) => insert);

it('finds a column of a sub-table by its own name', () => {
  expect(at('sum(小计|)').map(({ insert, label }) => [insert, label])).toEqual([['lines.amount', '明细 · 小计']]);
  expect(names('sum(单|)')).toEqual(['lines.price']);
  expect(names('小|', { ...reach, table: 'lines' })).toEqual(['amount']);
  expect(names('amount|')).not.toContain('lines.amount');
});

describe('tokens', () => {
  it('give the text back', () => {
    const text = 'if stage == "w\\"on" { sum(lines.price * 1.5) } else { customer.parent.name } // 说明';
    expect(
      tokensOf(text)
        .map(({ text }) => text)
        .join(''),
    ).toBe(text);
  });

  it('tell paths from calls, also behind a dot', () => {
    const kinds = tokensOf('customer.parent.name + name.upper() !in [1]')
      .filter(({ kind }) => kind !== 'space')
      .map(({ kind, text }) => `${kind}:${text}`);
    expect(kinds).toEqual([
      'path:customer.parent.name', 'operator:+', 'path:name', 'operator:.', 'call:upper', 'open:(', 'close:)',
      'operator:!in', 'open:[', 'number:1', 'close:]',
    ]); // biome-ignore format: a list
  });

  it('match brackets', () => {
    const { pairs, lonely } = bracketsOf(tokensOf('a(b[1)] + "("'));
    expect([...pairs]).toEqual([
      [3, 6],
      [6, 3],
    ]);
    expect([...lonely]).toEqual([5, 1]);
    expect(bracketsOf(tokensOf('f((a))')).pairs.get(1)).toBe(5);
  });

  it('know the call around the caret', () => {
    const text = 'round(sum(a, b), 2)';
    expect(callAt(tokensOf(text), 13)).toEqual({ name: 'sum', argument: 1 });
    expect(callAt(tokensOf(text), 17)).toEqual({ name: 'round', argument: 1 });
    expect(callAt(tokensOf(text), 19)).toBeUndefined();
    expect(callAt(tokensOf('sum((a + '), 9)).toEqual({ name: 'sum', argument: 0 });
  });

  it('take the punctuation of a Chinese keyboard', () => {
    expect(halfWidth('（金额，“≥', false)).toBe('(金额,">=');
    expect(halfWidth('（，”', true)).toBe('（，"');
  });
});

describe('a formula as one line', () => {
  it('names fields as people know them, over links too, and leaves what it does not know', () => {
    const inWords = (text: string) => formulaInWords(reach, text, say, '当前用户');
    expect(inWords('amount *  customer.name + gone')).toBe('预计金额 * 客户 · 客户名称 + gone');
    expect(inWords('me == owner && today() > "amount"')).toBe('当前用户 == 负责人 && today() > "amount"');
  });
});

describe('suggestions', () => {
  it('find fields by key and by label, fields first', () => {
    expect(names('am|')[0]).toBe('amount');
    expect(names('预计|')).toEqual(['amount']);
    expect(names('s|')).toEqual(expect.arrayContaining(['stage', 'sum()']));
    expect(names('求|')).toEqual(['sum()']);
  });

  it('begin with what the call at the caret takes', () => {
    const asked = (marked: string) => at(marked, reach, true).map(({ insert }) => insert);
    expect(asked('|').indexOf('name')).toBeLessThan(asked('|').indexOf('amount'));
    const inSum = asked('sum(|)');
    expect(inSum[0]).toBe('amount');
    expect(inSum.indexOf('lines')).toBeLessThan(inSum.indexOf('name'));
    // Behind the call everything is as likely as before.
    expect(asked('sum(amount) + |')).toEqual(asked('|'));
    expect(names('sum(na|)')[0]).toBe('name');
  });

  it('follow links, rows, people and me', () => {
    expect(names('customer.|')).toEqual(expect.arrayContaining(['name', 'parent', 'owner']));
    expect(names('customer.parent.na|')).toEqual(['name']);
    expect(names('lines.|')).toEqual(['price', 'amount']);
    expect(names('owner.dep|')).toEqual(['department']);
    expect(names('me.department.|')).toEqual(['name', 'parent', 'head']);
    expect(names('name.|')).toEqual([]);
  });

  it('offer values before the change only where there are some', () => {
    expect(names('old.amo|')).toEqual([]);
    expect(names('old.amo|', { ...reach, old: true })).toEqual(['amount']);
  });

  it('offer the options of the field that is compared', () => {
    expect(at('stage == "|')[0]).toMatchObject({ insert: 'won"', label: '赢单', caret: 4 });
    expect(names('stage in ["won", "lo|"]')).toEqual(['lost']);
    expect(names('name == "|')).toEqual([]);
  });

  it('stay quiet in numbers and comments, and speak when asked', () => {
    expect(at('1.|')).toEqual([]);
    expect(at('amount|')).toEqual([]);
    expect(at('a // na|')).toEqual([]);
    expect(at('|')).toEqual([]);
    expect(at('amount + |', reach, true).length).toBeGreaterThan(5);
  });

  it('put the caret between parentheses, or behind them when nothing goes in', () => {
    expect(at('su|').find(({ is }) => is === 'function')).toMatchObject({ insert: 'sum()', caret: 4 });
    expect(at('toda|').find(({ is }) => is === 'function')).toMatchObject({ insert: 'today()', caret: 7 });
    expect(at('su|(a)').find(({ is }) => is === 'function')).toMatchObject({ insert: 'sum' });
  });
});

describe('chips', () => {
  const label = (path: string, where: Reach = reach) => chipLabel(where, path, say, '当前用户', '修改前');

  it('show labels over links, rows and people', () => {
    expect(label('customer.parent.name')).toBe('客户 · 上级 · 客户名称');
    expect(label('lines.price')).toBe('明细 · 单价');
    expect(label('lines.name')).toBeUndefined();
    expect(label('me.department.head')).toBe('当前用户 · 部门 · 负责人');
    expect(label('amount', { ...reach, table: 'lines' })).toBe('小计');
    expect(label('old.amount', { ...reach, old: true })).toBe('修改前 预计金额');
    expect(label('nothing')).toBeUndefined();
  });

  it('leave what is being typed as text, and light the brackets at the caret', () => {
    const pieces = piecesOf('sum(amount) + na', label, [{ from: 14, to: 14 }], { from: 14, to: 16 }, 3);
    expect(pieces.map(({ look }) => look)).toEqual([
      'call',
      'pair',
      'chip',
      'pair',
      'plain',
      'plain',
      'plain',
      'plain',
    ]);
    expect(pieces.at(-1)).toEqual({ text: 'na', look: 'plain', wrong: true });
  });
});

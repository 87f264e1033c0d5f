import { describe, expect, it } from 'vitest';
import type { AppModel } from '../model/app';
import type { Field } from '../model/field';
import { areaOf, filled, pastedArea, within } from './area';
import { goOn } from './fill';
import { flat, grouped, pagesOf } from './lines';
import type { Names } from './names';
import { readText } from './read';
import { csvLine, readSheet, writeSheet } from './sheet';
import { textOf } from './text';
import { clampWidth, frozenWithin, moved } from './widths';
import { columnsAt, gradually, linesAt, offsetAt, placeOf, reveal, spaceOf, tallest, topFor } from './window';

describe('the window over a long list', () => {
  const extent = { count: 100_000, height: 40, view: 800 };

  it('draws what is in sight and a little around', () => {
    expect(linesAt(0, extent, 8)).toEqual({ first: 0, end: 28 });
    const far = linesAt(2_000_000, extent, 8);
    expect(far.first).toBeLessThanOrEqual(50_000 - 8);
    expect(far.end).toBeGreaterThanOrEqual(50_020 + 8);
    expect(far.end - far.first).toBeLessThan(48);
    expect(linesAt(spaceOf(extent) - 800, extent, 8).end).toBe(100_000);
  });

  it('changes nothing for a few pixels', () => {
    expect(linesAt(403, extent, 8)).toEqual(linesAt(418, extent, 8));
  });

  it('squeezes what is too tall for a browser, and still reaches both ends', () => {
    const huge = { count: 5_000_000, height: 40, view: 800 };
    expect(spaceOf(huge)).toBe(tallest);
    expect(linesAt(0, huge, 0).first).toBe(0);
    expect(linesAt(tallest - 800, huge, 0).end).toBe(5_000_000);
    const top = topFor(40 * 1_234_567, huge);
    expect(Math.round(offsetAt(top, huge) / 40)).toBe(1_234_567);
    expect(placeOf(1_234_567, top, huge)).toBeCloseTo(top, 3);
  });

  it('draws a far place a few lines a frame, and what is near at once', () => {
    const target = { first: 5000, end: 5040 };
    let drawn = { first: 0, end: 40 };
    const steps = [];
    for (let turn = 0; turn < 10 && (drawn.first !== target.first || drawn.end !== target.end); turn += 1) {
      const next = gradually(drawn, target, 12);
      const kept = Math.max(0, Math.min(next.end, drawn.end) - Math.max(next.first, drawn.first));
      steps.push(next.end - next.first - kept);
      drawn = next;
    }
    expect(drawn).toEqual(target);
    expect(Math.max(...steps)).toBe(12);
    expect(gradually({ first: 0, end: 40 }, { first: 4, end: 44 }, 12)).toEqual({ first: 4, end: 44 });
  });

  it('scrolls only as far as needed to show a line', () => {
    expect(reveal(3, 0, extent)).toBeUndefined();
    expect(reveal(19, 0, extent)).toBeUndefined();
    expect(reveal(20, 0, extent)).toBe(40);
    expect(reveal(2, 400, extent)).toBe(80);
  });

  it('draws columns in sight and leaves room for the others', () => {
    const sizes = Array.from({ length: 50 }, () => 100);
    expect(columnsAt(1000, 500, sizes)).toEqual({ first: 8, end: 17, before: 800, after: 3300 });
    expect(columnsAt(0, 500, [])).toEqual({ first: 0, end: 0, before: 0, after: 0 });
  });
});

describe('chosen cells', () => {
  it('are a rectangle whichever way they were chosen', () => {
    expect(areaOf({ anchor: { row: 5, column: 3 }, head: { row: 2, column: 4 } })).toEqual({
      top: 2,
      left: 3,
      bottom: 5,
      right: 4,
    });
  });

  it('stay inside a list that became smaller', () => {
    expect(within({ anchor: { row: 5, column: 3 }, head: { row: 9, column: 0 } }, 4, 2)).toEqual({
      anchor: { row: 3, column: 1 },
      head: { row: 3, column: 0 },
    });
  });

  it('are filled below only', () => {
    const area = { top: 2, left: 1, bottom: 3, right: 2 };
    expect(filled(area, 6)).toEqual({ top: 4, left: 1, bottom: 6, right: 2 });
    expect(filled(area, 3)).toBeUndefined();
  });

  it('take a smaller block again and again, a bigger one whole', () => {
    const area = { top: 0, left: 0, bottom: 3, right: 1 };
    expect(pastedArea(area, 2, 1)).toEqual(area);
    expect(pastedArea(area, 3, 2)).toEqual({ top: 0, left: 0, bottom: 2, right: 1 });
    expect(pastedArea({ top: 5, left: 1, bottom: 5, right: 1 }, 10, 3)).toEqual({
      top: 5,
      left: 1,
      bottom: 14,
      right: 3,
    });
  });
});

describe('lines of groups', () => {
  const group = (key: string, count: number) => ({ key, value: key, count, totals: {} });
  const groups = [group('a', 3), group('b', 0), group('c', 250)];

  it('are a head and its records, or the head alone', () => {
    const outline = grouped(groups, new Set(['a']));
    expect([outline.count, outline.records]).toEqual([1 + 1 + 1 + 250, 253]);
    expect([0, 1, 2, 3, 252].map((index) => outline.at(index))).toEqual([
      { kind: 'group', group: groups[0] },
      { kind: 'group', group: groups[1] },
      { kind: 'group', group: groups[2] },
      { kind: 'record', group: groups[2], position: 0 },
      { kind: 'record', group: groups[2], position: 249 },
    ]);
  });

  it('lie on pages of their group', () => {
    const outline = grouped(groups, new Set());
    expect(pagesOf(outline, 0, 8, 100).map(({ group, page }) => [group?.key, page])).toEqual([
      ['a', 0],
      ['c', 0],
    ]);
    expect(pagesOf(flat(100_000), 50_090, 50_110, 100)).toEqual([
      { group: undefined, page: 500 },
      { group: undefined, page: 501 },
    ]);
  });
});

describe('cells as text', () => {
  it.each([
    [
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"x\ny"\tz', [['x\ny', 'z']]],
    ['"say ""hi"""\t1', [['say "hi"', '1']]],
    ['5" pipe\t"half', [['5" pipe', '"half']]],
    ['', [['']]],
    ['a\t\nb', [['a', ''], ['b']]],
  ])('%j is read', (text, cells) => expect(readSheet(text)).toEqual(cells));

  it('come back as they were copied', () => {
    const cells = [
      ['plain', 'two\nlines', '"quoted"'],
      ['', 'tab\there', '5" pipe'],
    ];
    expect(readSheet(writeSheet(cells))).toEqual(cells);
  });

  it('cannot become formulas in a file', () => {
    expect(csvLine(['=1+1', '@x', '+86 1', '-5', '-1,234.50', '-a', 'a,b', '"'])).toBe(
      `'=1+1,'@x,'+86 1,-5,"-1,234.50",'-a,"a,b",""""\r\n`,
    );
  });
});

const app = {
  key: 'app',
  label: '应用',
  menu: [],
  options: {
    stage: [
      { key: 'won', label: { 'zh-CN': '赢单', en: 'Won' } },
      { key: 'old', label: '旧', retired: true },
    ],
  },
  forms: {},
} as AppModel;
const names: Names = {
  app,
  words: (text) => (typeof text === 'string' ? text : (text?.['zh-CN'] ?? '')),
  yes: '是',
  no: '否',
  zone: 'Asia/Shanghai',
  people: new Map([
    ['u1', '李雷'],
    ['u2', '王芳'],
    ['u3', '王芳'],
  ]),
  departments: new Map([['d1', '销售部']]),
  regions: new Map([
    ['330000', '浙江省'],
    ['330200', '宁波市'],
    ['330206', '北仑区'],
  ]),
  title: (_form, id) => ({ r1: '宁波精工' })[id],
};
const field = (kind: string, more: object = {}) => ({ key: 'f', kind, ...more }) as Field;
const find = async (_form: string, title: string) => (title === '宁波精工' ? 'r1' : undefined);

describe('values that are copied and pasted', () => {
  it.each([
    [field('select', { options: 'stage' }), 'won', '赢单'],
    [field('multi_select', { options: 'stage' }), ['won'], '赢单'],
    [field('tags'), ['甲', '乙'], '甲、乙'],
    [field('yes_no'), false, '否'],
    [field('user'), 'u1', '李雷'],
    [field('users'), ['u1'], '李雷'],
    [field('department'), 'd1', '销售部'],
    [field('link', { form: 'c' }), 'r1', '宁波精工'],
    [field('links', { form: 'c' }), ['r1'], '宁波精工'],
    [field('region'), '330206', '浙江省 宁波市 北仑区'],
    [field('address'), { region: '330206', detail: '科技大道 7 号' }, '浙江省 宁波市 北仑区 科技大道 7 号'],
    [field('percent'), '0.125', '12.5%'],
    [field('money'), '1234.50', '1234.50'],
    [field('integer'), 12, '12'],
    [field('date'), '2026-01-31', '2026-01-31'],
    [field('date_time'), '2026-01-04T17:30:00Z', '2026-01-05 01:30'],
    [field('time'), '09:30:00', '09:30'],
    [field('rating'), 3, '3'],
    [field('text'), '宁波', '宁波'],
    [field('text'), null, ''],
  ])('$0.kind: $2', async (field, value, text) => {
    expect(textOf(field, value, names)).toBe(text);
    expect(await readText(field, text, names, find)).toEqual({ value: value === '1234.50' ? '1234.50' : value });
  });

  it('copies a computed share as a percentage', () => {
    expect(textOf(field('formula', { display: 'percent' }), '0.7353', names)).toBe('73.53%');
    expect(textOf(field('formula'), '0.7353', names)).toBe('0.7353');
  });

  it('understands what people write in spreadsheets', async () => {
    const value = async (field: Field, text: string) => (await readText(field, text, names, find))?.value;
    expect(await value(field('select', { options: 'stage' }), 'Won')).toBe('won');
    expect(await value(field('region'), '宁波市')).toBe('330200');
    expect(await value(field('date'), '2026/1/5')).toBe('2026-01-05');
    expect(await value(field('money'), '¥1,234.50')).toBe('1234.50');
    expect(await value(field('date_time'), '2026-1-5 9:30')).toBe('2026-01-05T01:30:00Z');
    expect(await value(field('date_time'), '2026年1月5日')).toBe('2026-01-04T16:00:00Z');
  });

  it('does not guess', async () => {
    for (const [kind, text, more] of [
      ['select', '旧', { options: 'stage' }],
      ['select', '没有', { options: 'stage' }],
      ['user', '王芳', {}],
      ['link', '谁', { form: 'c' }],
      ['region', '某地', {}],
      ['rating', '很好', {}],
      ['date_time', '2026-13-01 9:30', {}],
    ] as const)
      expect(await readText(field(kind, more), text, names, find)).toBeUndefined();
  });
});

describe('filling down', () => {
  it('repeats, and goes on where there is a rule', () => {
    expect(goOn(field('text'), ['a', 'b'], 3)).toEqual(['a', 'b', 'a']);
    expect(goOn(field('integer'), [1], 2)).toEqual([1, 1]);
    expect(goOn(field('integer'), [1, 3], 2)).toEqual([5, 7]);
    expect(goOn(field('money'), ['0.10', '0.20'], 2)).toEqual(['0.3', '0.4']);
    expect(goOn(field('number'), ['1', '2', '4'], 2)).toEqual(['1', '2']);
    expect(goOn(field('date'), ['2026-01-30', '2026-01-31'], 2)).toEqual(['2026-02-01', '2026-02-02']);
    expect(goOn(field('date'), [null, '2026-01-31'], 1)).toEqual([null]);
  });
});

describe('columns', () => {
  it('move and keep their width in bounds', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, -4)).toEqual(['c', 'a', 'b']);
    expect([clampWidth(10), clampWidth(200.4), clampWidth(9000)]).toEqual([64, 200, 640]);
  });

  it('stay while one scrolls only as far as there is room', () => {
    expect(frozenWithin([200, 200, 200, 200], 3, 1200)).toBe(3);
    expect(frozenWithin([200, 200, 200, 200], 3, 800)).toBe(2);
    expect(frozenWithin([900], 1, 400)).toBe(1);
  });
});

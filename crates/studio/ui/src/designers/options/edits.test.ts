import { describe, expect, it } from 'vitest';
import type { Option } from '../../model/field';
import {
  indent,
  isUnnamed,
  move,
  named,
  newOption,
  nextColour,
  optionAt,
  outdent,
  paste,
  removeAt,
  rowsOf,
  shift,
} from './edits';

const option = (key: string, ...children: Option[]): Option =>
  children.length === 0 ? { key, label: key } : { key, label: key, children };
const list = [option('a'), option('b', option('b1'), option('b2')), option('c')];
const show = (options: readonly Option[]) =>
  rowsOf(options)
    .map(({ option, depth }) => '-'.repeat(depth) + option.key)
    .join(' ');

describe('moving options', () => {
  it('goes up and down among siblings and stops at the ends', () => {
    expect(show(shift(list, [2], -1))).toBe('a c b -b1 -b2');
    expect(show(shift(list, [0], 1))).toBe('b -b1 -b2 a c');
    expect(show(shift(list, [1, 0], 1))).toBe('a b -b2 -b1 c');
    expect(shift(list, [0], -1)).toBe(list);
    expect(shift(list, [2], 1)).toBe(list);
  });

  it('goes below the one before and out again', () => {
    expect(show(indent(list, [2]))).toBe('a b -b1 -b2 -c');
    expect(show(outdent(list, [1, 0]))).toBe('a b -b2 b1 c');
    expect(indent(list, [0])).toBe(list);
    expect(outdent(list, [0])).toBe(list);
    expect(show(outdent(indent(list, [2]), [1, 2]))).toBe(show(list));
  });

  it('takes all that is below along, but never into itself', () => {
    expect(show(move(list, [1], [0]))).toBe('b -b1 -b2 a c');
    expect(show(move(list, [0], [1, 1]))).toBe('b -b1 -a -b2 c');
    expect(move(list, [1], [1, 0])).toBe(list);
  });

  it('leaves no empty list behind', () => {
    const bare = removeAt(removeAt(list, [1, 1]), [1, 0]);
    expect(optionAt(bare, [1])).toEqual({ key: 'b', label: 'b' });
  });
});

describe('new options', () => {
  it('get free keys', () => {
    expect(newOption([], 'In progress').key).toBe('in_progress');
    expect(newOption([], '进行中').key).toBe('option_1');
    expect(newOption([option('option_1')], '进行中').key).toBe('option_2');
    expect(newOption([], 'A').key).toBe('A');
    expect(newOption([option('A')], 'A').key).toBe('option_1');
  });

  it('get the next colour once the list has colours', () => {
    expect(nextColour(list)).toBeUndefined();
    expect(nextColour([{ key: 'a', label: 'a', colour: 'slate' }])).toBe('blue');
    expect(nextColour([{ key: 'a', label: 'a', colour: 'teal' }])).toBe('slate');
  });
});

describe('pasting lines', () => {
  it('adds what is new, with the second column as English', () => {
    const { options, added, known } = paste(
      [{ key: 'x', label: '华东' }],
      '华东\n华南\tSouth China\r\n\n"华北"\n',
      false,
      false,
    );
    expect([added, known]).toEqual([2, 1]);
    expect(options.slice(1)).toEqual([
      { key: 'south_china', label: { 'zh-CN': '华南', en: 'South China' } },
      { key: 'option_1', label: '华北' },
    ]);
  });

  it('builds a tree from leading tabs', () => {
    const { options } = paste([], '机械\n\t轴承\n\t\t滚珠\n\t阀门\n服务', false, true);
    const shown = rowsOf(options).map(({ option, depth }) => '-'.repeat(depth) + option.label);
    expect(shown).toEqual(['机械', '-轴承', '--滚珠', '-阀门', '服务']);
    expect(new Set(rowsOf(options).map(({ option }) => option.key)).size).toBe(5);
  });

  it('goes on below an option that is there', () => {
    const once = paste([], '机械\n\t轴承', false, true).options;
    const twice = paste(once, '机械\n\t轴承\n\t阀门', false, true);
    expect([twice.added, twice.known]).toEqual([1, 2]);
    expect(twice.options[0]?.children?.map(({ label }) => label)).toEqual(['轴承', '阀门']);
  });
});

describe('options that nobody has named', () => {
  const given = [option('option_1'), option('option_2'), option('option_3')].map((each, index) => ({
    ...each,
    label: index === 1 ? '维修中' : `选项 ${index + 1}`,
  }));

  it('are told from others by the label that new ones get', () => {
    expect(given.map((each) => isUnnamed(each, '选项 #'))).toEqual([true, false, true]);
    expect(isUnnamed({ key: 'x', label: { 'zh-CN': '选项 1', en: 'Option 1' } }, '选项 #')).toBe(false);
  });

  it('make room for what is pasted, but for those that records may hold', () => {
    expect(show(named(given, '选项 #', () => false))).toBe('option_2');
    expect(show(named(given, '选项 #', (key) => key === 'option_1'))).toBe('option_1 option_2');
  });
});

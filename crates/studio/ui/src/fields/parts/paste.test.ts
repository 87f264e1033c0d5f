import { describe, expect, it } from 'vitest';
import type { Field } from '../../model/field';
import { readDecimal } from './decimal';
import { readCell } from './paste';

it.each([
  ['１，２３４．５', '1234.5'],
  ['¥ 1,000', '1000'],
  ['0012', '12'],
  ['12.', '12'],
  ['.5', '0.5'],
  ['-', ''],
  ['12a', '12a'],
])('%s is read as the number %s', (typed, number) => expect(readDecimal(typed)).toBe(number));

describe('a pasted cell', () => {
  const field = (kind: string, more = {}) => ({ key: 'k', kind, ...more }) as Field;
  it('becomes a value of the field', () => {
    expect(readCell(field('money'), '¥1,234.50')).toBe('1234.50');
    expect(readCell(field('percent'), '12.5%')).toBe('0.125');
    expect(readCell(field('integer'), '12')).toBe(12);
    expect(readCell(field('date'), '2026/1/5')).toBe('2026-01-05');
    expect(readCell(field('date'), '2026年1月5日')).toBe('2026-01-05');
    expect(readCell(field('yes_no'), '否')).toBe(false);
    expect(readCell(field('text'), '  ')).toBeNull();
    expect(readCell(field('select', { options: [{ key: 'a', label: { 'zh-CN': '甲' } }] }), '甲')).toBe('a');
  });
  it('is left out where the field takes no text', () => {
    expect(readCell(field('file'), 'x.pdf')).toBeUndefined();
    expect(readCell(field('date'), 'tomorrow')).toBeUndefined();
  });
});

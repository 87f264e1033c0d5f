import { describe, expect, it } from 'vitest';
import {
  formatDateTime,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPhone,
  formatShort,
  readPhone,
  shift,
} from './format';

describe('numbers', () => {
  it.each([
    ['1234567.50', '1,234,567.50'],
    ['-1000.00', '-1,000'],
    ['999', '999'],
    ['0.125', '0.125'],
  ])('%s is shown as %s', (value, shown) => expect(formatNumber(value)).toBe(shown));

  it('shows money with its sign before the symbol', () => {
    expect(formatMoney('-1234.5')).toBe('-¥1,234.5');
    expect(formatMoney('144000.00', 'USD')).toBe('$144,000');
  });

  it.each([
    ['0.125', 2, '12.5'],
    ['12.5', -2, '0.125'],
    ['7', -2, '0.07'],
    ['-0.5', 2, '-50'],
    ['1', 2, '100'],
    ['0', -2, '0'],
    ['0.0001', 2, '0.01'],
  ])('%s moved by %i is %s', (value, places, moved) => expect(shift(value, places)).toBe(moved));

  it('shows a fraction as a percentage', () => expect(formatPercent('0.3300')).toBe('33%'));

  it('shortens for summaries', () => {
    expect(formatShort('1286000', 'zh-CN')).toBe('128.6 万');
    expect(formatShort('587000000', 'zh-CN')).toBe('5.87 亿');
    expect(formatShort('1286000', 'en')).toBe('1.29M');
    expect(formatShort('18000', 'en')).toBe('18K');
  });
});

it.each([
  ['2026-11-21T16:30:59Z', 'Asia/Shanghai', '2026-11-22 00:30'],
  ['2026-07-01T07:00:00Z', 'Europe/Berlin', '2026-07-01 09:00'],
  ['some day', 'UTC', 'some day'],
])('%s in %s is %s', (moment, zone, shown) => expect(formatDateTime(moment, zone)).toBe(shown));

describe('phones', () => {
  it.each([
    ['138 1234 5678', '+8613812345678'],
    ['0574-8765 4321', '+8657487654321'],
    ['+86 138-1234-5678', '+8613812345678'],
    ['021 1234 5678', '+862112345678'],
    ['+1 650 253 0000', '+16502530000'],
  ])('%s is read as %s', (typed, stored) => expect(readPhone(typed)).toBe(stored));

  it.each([
    ['+8613812345678', '138 1234 5678'],
    ['+862112345678', '021 1234 5678'],
    ['+8657487654321', '0574 8765 4321'],
    ['138****5678', '138****5678'],
  ])('%s is shown as %s', (stored, shown) => expect(formatPhone(stored)).toBe(shown));
});

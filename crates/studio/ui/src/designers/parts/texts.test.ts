import { describe, expect, it } from 'vitest';
import { textIn, withText } from './texts';

describe('a text in two languages', () => {
  it('is a plain string while only the first is there', () => {
    expect(withText(undefined, 'zh-CN', '客户', 'zh-CN')).toBe('客户');
    expect(withText('客户', 'zh-CN', '客户们', 'zh-CN')).toBe('客户们');
  });

  it('becomes a map with the second, and a string again without it', () => {
    const both = withText('客户', 'en', 'Customer', 'zh-CN');
    expect(both).toEqual({ 'zh-CN': '客户', en: 'Customer' });
    expect(withText(both, 'en', ' ', 'zh-CN')).toBe('客户');
  });

  it('is nothing without words', () => {
    expect(withText('客户', 'zh-CN', '', 'zh-CN')).toBeUndefined();
    expect(withText({ en: 'Customer' }, 'en', '', 'zh-CN')).toBeUndefined();
  });

  it('keeps languages that the panel does not show', () => {
    expect(withText({ 'zh-CN': '客户', fr: 'Client' }, 'en', 'Customer', 'zh-CN')).toEqual({
      'zh-CN': '客户',
      fr: 'Client',
      en: 'Customer',
    });
  });

  it('is read per language', () => {
    expect(textIn('客户', 'en')).toBe('客户');
    expect(textIn({ 'zh-CN': '客户' }, 'en')).toBe('');
    expect(textIn(undefined, 'en')).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { isGenerated, isKey, keyFrom, latin, publishedKey } from './key';

const none = () => false;

describe('a key from a label', () => {
  it.each([
    ['Customer name', 'customer_name'],
    ['Café Überblick', 'cafe_uberblick'],
    ['expectedClose', 'expected_close'],
    ['  2nd -- phone  ', 'nd_phone'],
    ['电话', ''],
  ])('of %s is %s', (label, key) => {
    expect(latin(label)).toBe(key);
  });

  it('takes the English words of a label in two languages', () => {
    expect(keyFrom({ 'zh-CN': '客户', en: 'Customer' }, 'link', none)).toBe('customer');
  });

  it('falls back to the kind and a number', () => {
    expect(keyFrom('电话', 'phone', none)).toBe('phone_1');
    expect(keyFrom('客户A', 'text', none)).toBe('text_1');
    expect(keyFrom('电话', 'phone', (key) => key === 'phone_1')).toBe('phone_2');
  });

  it('is never taken, reserved or too long', () => {
    expect(keyFrom('Name', 'text', (key) => key === 'name')).toBe('name_2');
    expect(keyFrom('Owner', 'user', none)).toBe('owner_2');
    const long = keyFrom('a'.repeat(80), 'text', (key) => key === 'a'.repeat(63));
    expect(isKey(long)).toBe(true);
    expect(long).toHaveLength(63);
  });
});

describe('the key of a field that was published', () => {
  const published = (key: string) => key === 'phone';

  it('is the one that records have, over several renames', () => {
    expect(publishedKey({ key: 'phone' }, published)).toBe('phone');
    expect(publishedKey({ key: 'mobile', was: 'phone' }, published)).toBe('phone');
    expect(publishedKey({ key: 'text_1' }, published)).toBeUndefined();
  });

  it('is told from one that was generated', () => {
    expect(isGenerated('text_1', 'text')).toBe(true);
    expect(isGenerated('text_one', 'text')).toBe(false);
    expect(isGenerated('date_1', 'text')).toBe(false);
  });
});

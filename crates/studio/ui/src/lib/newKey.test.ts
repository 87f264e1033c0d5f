import { expect, it } from 'vitest';
import { newKey } from './newKey';

it('gives 32 hexadecimal digits, another time others', () => {
  const keys = Array.from({ length: 100 }, newKey);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(keys).size).toBe(100);
});

import { expect, it } from 'vitest';
import { readTrashSearch } from './search';

it('reads the address of the trash', () => {
  expect(readTrashSearch({ form: 'lead', q: 12, other: 'x' })).toEqual({ form: 'lead', q: '12' });
  expect(readTrashSearch({ form: '', q: null })).toEqual({});
});

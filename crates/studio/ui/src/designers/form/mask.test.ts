/** The cases of engine-specs/form/mask.json, and records as a role sees them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rec } from '../../model/app';
import type { Field } from '../../model/field';
import { cover, type Mask, maskedRecord } from './mask';

const { cases } = JSON.parse(readFileSync(resolve('../../../engine-specs/form/mask.json'), 'utf8')) as {
  readonly cases: readonly { readonly mask: Mask; readonly text: string; readonly masked: string }[];
};

it.each(cases)('$mask of $text is $masked', ({ mask, text, masked }) => {
  expect(cover(mask, text)).toBe(masked);
});

describe('a record of which some may be seen masked only', () => {
  const fields = [
    { key: 'name', kind: 'text', right: 'write' },
    { key: 'phone', kind: 'phone', right: 'masked' },
    { key: 'amount', kind: 'money', right: 'masked' },
    { key: 'contact', kind: 'text', right: 'masked', mask: 'name' },
    { key: 'lines', kind: 'table', fields: [{ key: 'email', kind: 'email', right: 'masked' }] },
  ] as unknown as readonly Field[];

  it('shows no more than the server would', () => {
    const record = {
      id: '1',
      version: 1,
      name: '甲',
      phone: '+8613812345678',
      amount: '12.00',
      contact: '王小明',
      lines: [{ id: 'a', email: 'zhang@example.com' }],
    } as unknown as Rec;
    expect(maskedRecord(fields, record)).toEqual({
      ...record,
      phone: '138****5678',
      amount: '***',
      contact: '王**',
      lines: [{ id: 'a', email: 'z***@example.com' }],
    });
    expect(maskedRecord(fields, { ...record, phone: null } as unknown as Rec).phone).toBeNull();
  });
});

/** How the server masks values for those who may not see them whole; the preview of a role shows records so. Pure. */
import type { Rec } from '../../model/app';
import type { Field } from '../../model/field';

export type Mask = 'all' | 'name' | 'phone' | 'email' | 'id_number';

/** The masked form of a text. Cases: `engine-specs/form/mask.json`. */
export function cover(mask: Mask, text: string): string {
  if (text === '') return '';
  const letters = [...text];
  switch (mask) {
    case 'all':
      return '***';
    case 'name':
      return `${letters[0]}**`;
    case 'phone': {
      const national = text.replace(/^\+86/, '');
      return /^1\d{10}$/.test(national) ? ends([...national], 3, 4) : `****${last(letters, 4)}`;
    }
    case 'email': {
      const at = text.lastIndexOf('@');
      return at < 0 ? '***' : `${[...text.slice(0, at)][0] ?? ''}***${text.slice(at)}`;
    }
    case 'id_number':
      return ends(letters, 4, 4);
  }
}

/** The first and last letters with a star for each one between; all stars when that would show more than half. */
function ends(letters: readonly string[], head: number, tail: number): string {
  if (letters.length < head + tail + 4) return '*'.repeat(Math.max(3, letters.length));
  return letters.slice(0, head).join('') + '*'.repeat(letters.length - head - tail) + last(letters, tail);
}

const last = (letters: readonly string[], count: number) =>
  letters.length <= count + 2 ? '' : letters.slice(-count).join('');

const ofKind: { readonly [kind: string]: Mask } = { phone: 'phone', email: 'email', id_number: 'id_number' };

function masked(field: Field, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value;
  if (field.kind === 'table' && Array.isArray(value)) return value.map((row: Rec) => maskedRecord(field.fields, row));
  if (field.right !== 'masked') return value;
  if (typeof value !== 'string') return '***';
  return cover(('mask' in field ? (field.mask as Mask | undefined) : undefined) ?? ofKind[field.kind] ?? 'all', value);
}

/** A record as somebody sees it who has the rights that `fields` tell. */
export function maskedRecord(fields: readonly Field[], record: Rec): Rec {
  const changed = fields.flatMap((field) =>
    field.key in record ? [[field.key, masked(field, record[field.key])] as const] : [],
  );
  return { ...record, ...Object.fromEntries(changed) };
}

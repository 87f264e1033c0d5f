/** Whether a value that is there has the form of its kind: lengths, digits, addresses. It accepts whatever the server would read. Pure. */
import { parseNumber } from '../expression/decimal';
import { i18n } from '../i18n';
import type { Address, Field } from '../model/field';
import { rowsOf } from './source';

const t = i18n.t.bind(i18n);

const longestTag = 50;
const longestDetail = 300;
const longestUrl = 2000;

function numberIssue(field: Field & { scale?: number }, value: unknown): string | undefined {
  const number = parseNumber(String(value));
  if (!number) return t('issue.number');
  const scale = field.kind === 'integer' ? 0 : (field.scale ?? (field.kind === 'percent' ? 4 : 2));
  if (number.round(scale, 0).eq(number)) return undefined;
  return field.kind === 'integer'
    ? t('issue.whole')
    : t('issue.decimals', { count: field.kind === 'percent' ? scale - 2 : scale });
}

/** Whole numbers from 0 to `most`: stars and progress. */
function countIssue(value: unknown, most: number): string | undefined {
  const number = parseNumber(String(value));
  if (!number) return t('issue.number');
  if (!number.round(0, 0).eq(number)) return t('issue.whole');
  if (number.lt(0)) return t('issue.min', { min: 0 });
  return number.gt(most) ? t('issue.max', { max: most }) : undefined;
}

/** Whether a text is as the definition wants it. A pattern that only the server understands is left to it. */
function fits(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}

function tooLong(value: string, most: number): string | undefined {
  return [...value].length > most ? t('issue.long', { count: most }) : undefined;
}

function textIssue(
  field: Field & { min_length?: number; max_length?: number; pattern?: string },
  typed: string,
): string | undefined {
  // One line: what breaks it becomes a space.
  const value = (field.kind === 'text' ? typed.replace(/[\r\n]+/g, ' ') : typed).trim();
  if (field.min_length !== undefined && [...value].length < field.min_length)
    return t('issue.short', { count: field.min_length });
  if (field.max_length !== undefined && tooLong(value, field.max_length)) return tooLong(value, field.max_length);
  if (field.pattern !== undefined && !fits(field.pattern, value)) return t('issue.pattern', { pattern: field.pattern });
  return undefined;
}

const narrow = (text: string) => text.normalize('NFKC').trim();

function isEmail(typed: string): boolean {
  const [, local = '', domain = ''] = /^(.+)@([^@]+)$/.exec(narrow(typed)) ?? [];
  const labels = domain.split('.');
  return (
    local.length <= 64 &&
    local.length + domain.length < 254 &&
    local.split('.').every((part) => /^[\p{L}\p{N}!#$%&'*+\-/=?^_`{|}~]+$/u.test(part)) &&
    labels.length > 1 &&
    labels.every((label) => label.length <= 63 && /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/** A web or mail address; without a scheme it becomes one of the web. */
function isUrl(typed: string): boolean {
  const url = typed.trim();
  if (/[\s<>"\\`]/.test(url)) return false;
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+-]*):(.*)$/.exec(url) ?? [];
  if (scheme === undefined) return isAuthority(url);
  if (scheme.toLowerCase() === 'mailto') return /^[^@].*@/.test(rest);
  return /^https?$/i.test(scheme) && rest.startsWith('//') && isAuthority(rest.slice(2));
}

function isAuthority(text: string): boolean {
  const authority = text.split(/[/?#]/)[0] ?? '';
  // A name before the host is only ever there to deceive.
  if (authority.includes('@')) return false;
  const [, host = '', port = ''] = /^(.*?)(?::(\d*))?$/.exec(authority) ?? [];
  if (port.length > 5) return false;
  if (/^\[[0-9a-fA-F:.]+\]$/.test(host)) return true;
  return (
    host.split('.').every((label) => /^[\p{L}\p{N}_-]+$/u.test(label)) && (host.includes('.') || host === 'localhost')
  );
}

/** The issue of one value that is there. */
export function shapeIssue(field: Field, value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'integer':
    case 'number':
    case 'money':
    case 'percent':
      return numberIssue(field, value);
    case 'rating':
      return countIssue(value, field.max ?? 5);
    case 'progress':
      return countIssue(value, 100);
    case 'text':
    case 'long_text':
      return textIssue(field, text);
    case 'rich_text':
      return tooLong(text, field.max_length ?? 100_000);
    case 'address':
      return tooLong((value as Address).detail ?? '', longestDetail);
    case 'tags': {
      const tags = Array.isArray(value) ? value : [];
      return tags.map((tag) => tooLong(String(tag), longestTag)).find((issue) => issue !== undefined);
    }
    case 'email':
      return isEmail(text) ? undefined : t('issue.email');
    case 'url':
      return tooLong(text, longestUrl) ?? (isUrl(text) ? undefined : t('issue.url'));
    case 'phone':
      return /^\+?[\d ()-]{3,24}$/.test(narrow(text)) ? undefined : t('issue.phone');
    case 'id_number':
      return /^\d{17}[\dXx]$/.test(narrow(text).replace(/[\s-]/g, '')) ? undefined : t('issue.id_number');
    case 'table': {
      const count = rowsOf(value).length;
      if (field.min_rows !== undefined && count < field.min_rows) return t('issue.fewRows', { count: field.min_rows });
      return count > (field.max_rows ?? 500) ? t('issue.manyRows', { count: field.max_rows ?? 500 }) : undefined;
    }
    default:
      return undefined;
  }
}

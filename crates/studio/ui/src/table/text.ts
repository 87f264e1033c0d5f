/** A value as the text that a spreadsheet understands; what `read.ts` takes back. Pure. */

import { isShare } from '../fields/parts/measure';
import { formatDateTime, formatTime, shift } from '../lib/format';
import { isEmpty } from '../model/empty';
import type { Address, Field, StoredFile } from '../model/field';
import { everyOption, type Names } from './names';

const between = '、';

export function textOf(field: Field, value: unknown, names: Names): string {
  if (isEmpty(value)) return '';
  if (field.right === 'masked') return String(value);
  const option = (key: unknown) =>
    names.words(everyOption(names.app, field).find((option) => option.key === key)?.label) || String(key);
  const many = (one: (item: unknown) => string) => (Array.isArray(value) ? value.map(one).join(between) : '');
  switch (field.kind) {
    case 'select':
    case 'tree_select':
      return option(value);
    case 'multi_select':
      return many(option);
    case 'tags':
      return many(String);
    case 'yes_no':
      return value === true ? names.yes : names.no;
    case 'user':
    case 'owner':
    case 'created_by':
    case 'updated_by':
      return names.people.get(String(value)) ?? '';
    case 'users':
      return many((id) => names.people.get(String(id)) ?? '');
    case 'department':
      return names.departments.get(String(value)) ?? '';
    case 'link':
      return names.title(field.form, String(value)) ?? String(value);
    case 'links':
      return many((id) => names.title(field.form, String(id)) ?? String(id));
    case 'region':
      return regionText(names.regions, String(value));
    case 'address': {
      const { region, detail } = value as Address;
      return [region ? regionText(names.regions, region) : '', detail ?? ''].filter(Boolean).join(' ');
    }
    case 'percent':
      return `${shift(String(value), 2)}%`;
    case 'date_time':
    case 'created_at':
    case 'updated_at':
      return formatDateTime(String(value), names.zone);
    case 'time':
      return formatTime(String(value));
    case 'file':
    case 'image':
      return many((file) => (file as StoredFile).name);
    case 'table':
      return Array.isArray(value) ? String(value.length) : '';
    case 'rich_text':
      return String(value)
        .replace(/<(?:br|\/p|\/li|\/h\d)[^>]*>/g, '\n')
        .replace(/<[^>]+>/g, '')
        .replace(/&nbsp;/g, ' ')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
        .trim();
    case 'formula':
    case 'rollup':
      return isShare(names.app, field) ? `${shift(String(value), 2)}%` : computed(value, names);
    case 'lookup':
      return computed(value, names);
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

function computed(value: unknown, names: Names): string {
  if (typeof value === 'boolean') return value ? names.yes : names.no;
  if (typeof value !== 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return formatDateTime(value, names.zone);
  return names.people.get(value) ?? names.departments.get(value) ?? value;
}

/** Province, city and district, as far as the code goes. */
function regionText(regions: ReadonlyMap<string, string>, code: string): string {
  const codes = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  const found = [...new Set(codes)].flatMap((part) => regions.get(part) ?? []);
  return found.filter((name, index) => name !== found[index - 1]).join(' ') || code;
}

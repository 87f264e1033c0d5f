/** What a cell of a spreadsheet means for a field: the names it may hold are looked up. Pure but for `find`, which asks for linked records. */
import dayjs from 'dayjs';
import { readCell } from '../fields/parts/paste';
import { momentOf } from '../lib/today';
import type { Address, Field } from '../model/field';
import { everyOption, type Names } from './names';

/** What a cell was read as: a value, or nothing that the field takes. */
export type Reading = { readonly value: unknown } | undefined;

/** Finds the only record of a form that has this title. */
export type FindLinked = (form: string, title: string) => Promise<string | undefined>;

const separators = /[、,，;；\n]+/;
const pieces = (text: string) =>
  text
    .split(separators)
    .map((piece) => piece.trim())
    .filter(Boolean);

/** The id under a name in a directory; undefined when nobody or several have it. */
function named(all: ReadonlyMap<string, string>, name: string): string | undefined {
  const found = [...all].filter(([id, other]) => other === name || id === name);
  return found.length === 1 ? found[0]?.[0] : undefined;
}

function allOf(texts: readonly string[], one: (text: string) => string | undefined): Reading {
  const found = texts.map(one);
  return found.includes(undefined) ? undefined : { value: found };
}

export async function readText(field: Field, text: string, names: Names, find: FindLinked): Promise<Reading> {
  const cell = text.trim();
  if (cell === '') return { value: null };
  if (field.kind === 'link') {
    const id = await find(field.form, cell);
    return id === undefined ? undefined : { value: id };
  }
  if (field.kind === 'links') {
    const ids = await Promise.all(pieces(cell).map((title) => find(field.form, title)));
    return ids.includes(undefined) ? undefined : { value: ids };
  }
  return readNow(field, cell, names);
}

/** A date, a time or a moment that was typed; undefined when it is none. */
export function readClock(field: Field, text: string, zone: string): unknown {
  const cell = text.trim();
  if (cell === '') return null;
  if (field.kind === 'date_time') return moment(cell, zone);
  if (field.kind === 'date')
    return readCell(field, cell) ?? (dayjs(cell).isValid() ? dayjs(cell).format('YYYY-MM-DD') : undefined);
  const match = /^(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$/.exec(cell);
  return match ? `${match[1]?.padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}` : undefined;
}

function readNow(field: Field, cell: string, names: Names): Reading {
  const option = (text: string) =>
    everyOption(names.app, field).find(
      ({ key, label, retired }) =>
        retired !== true &&
        (key === text || Object.values(typeof label === 'string' ? { label } : label).includes(text)),
    )?.key;
  switch (field.kind) {
    case 'select':
    case 'tree_select': {
      const key = option(cell.split('/').at(-1)?.trim() ?? cell) ?? option(cell);
      return key === undefined ? undefined : { value: key };
    }
    case 'multi_select':
      return allOf(pieces(cell), option);
    case 'tags':
      return { value: [...new Set(pieces(cell))] };
    case 'user':
    case 'owner':
      return one(named(names.people, cell));
    case 'users':
      return allOf(pieces(cell), (name) => named(names.people, name));
    case 'department':
      return one(named(names.departments, cell));
    case 'region':
      return one(regionOf(names.regions, cell));
    case 'address':
      return { value: addressOf(names.regions, cell) };
    case 'date_time':
    case 'date':
    case 'time':
      return one(readClock(field, cell, names.zone));
    case 'rating':
    case 'progress': {
      const digits = cell.replace('%', '');
      return one(/^\d{1,3}$/.test(digits) ? Number(digits) : undefined);
    }
    case 'colour':
      return one(/^#[0-9a-f]{6}$/i.test(cell) ? cell.toUpperCase() : undefined);
    default:
      return one(readCell(field, cell));
  }
}

const one = (value: unknown): Reading => (value === undefined ? undefined : { value });

function moment(cell: string, zone: string): string | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2})[:：](\d{2}).*)?$/.exec(cell);
  if (!match) return undefined;
  const [year, month = '', day = '', hour = '0', minute = '00'] = match.slice(1);
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const time = `${hour.padStart(2, '0')}:${minute}:00`;
  if (Number.isNaN(Date.parse(`${date}T${time}Z`))) return undefined;
  return momentOf(date, time, zone).toISOString().replace('.000Z', 'Z');
}

/** The code of a region by its own name or by its whole path; undefined when the name is not the only one. */
function regionOf(regions: ReadonlyMap<string, string>, cell: string): string | undefined {
  if (regions.has(cell)) return cell;
  const parts = cell.split(/[\s/]+/).filter(Boolean);
  const fits = (code: string) =>
    parts.every((part) =>
      [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code].some((above) => regions.get(above) === part),
    );
  const last = parts.at(-1);
  const found = [...regions].filter(([code, name]) => name === last && fits(code)).map(([code]) => code);
  // A municipality has its name twice, as province and as city: the province stands for both.
  return found.length > 1 && found.every((code) => code.slice(0, 2) === found[0]?.slice(0, 2))
    ? found[0]
    : found.length === 1
      ? found[0]
      : undefined;
}

function addressOf(regions: ReadonlyMap<string, string>, cell: string): Address {
  const words = cell.split(/\s+/);
  for (let count = Math.min(3, words.length - 1); count > 0; count -= 1) {
    const region = regionOf(regions, words.slice(0, count).join(' '));
    if (region) return { region, detail: words.slice(count).join(' ') };
  }
  return { region: null, detail: cell };
}

/** What a person typed and has not saved, kept in this browser for each person, form and record until it is saved or thrown away. */
import type { FormModel, Rec } from '../model/app';
import { computedKinds, decorKinds, type Field, type Row } from '../model/field';
import { isWritable, valuesOf } from './draft';
import { rowsOf, type Values } from './source';

export interface Kept {
  /** When it was last written, as a moment. */
  readonly at: string;
  /** The version that it changes; 0 for a new record. */
  readonly version: number;
  readonly values: Values;
}

export interface KeptPlace {
  readonly person: string;
  readonly app: string;
  readonly form: string;
  /** The record, or `new`. */
  readonly id: string;
  /** The editor it was typed in: two that are open at once keep their drafts apart. */
  readonly slot?: string;
}

export interface Draft {
  readonly place: KeptPlace;
  readonly kept: Kept;
}

const prefix = 'formwork.kept.';
const most = 40;
const days = 30;

const nameOf = ({ person, app, form, id, slot }: KeptPlace) =>
  `${prefix}${person}.${app}.${form}.${id}${slot ? `~${slot}` : ''}`;

/** Values that may lie in a browser: neither what is masked, nor files, nor what is computed. */
function mayLie(field: Field): boolean {
  return isWritable(field) && field.kind !== 'file' && field.kind !== 'image';
}

/** What of `values` may be kept, of the fields in `keys`. */
export function keepable(form: FormModel, values: Values, keys: readonly string[]): Values {
  const kept: Record<string, unknown> = {};
  for (const field of form.fields) {
    if (!keys.includes(field.key) || !mayLie(field)) continue;
    if (field.kind !== 'table') {
      kept[field.key] = values[field.key] ?? null;
      continue;
    }
    const inner = field.fields.filter((cell) => mayLie(cell));
    kept[field.key] = rowsOf(values[field.key]).map((row) => ({
      id: row.id,
      ...Object.fromEntries(inner.map(({ key }) => [key, row[key] ?? null])),
    }));
  }
  return kept;
}

/** What was kept, as values for the form of now: fields that are gone or closed are left out, rows find their other cells again. */
export function restored(form: FormModel, kept: Kept, record: Rec | undefined): Values {
  const base = valuesOf(form, record);
  const values: Record<string, unknown> = {};
  for (const field of form.fields) {
    if (!(field.key in kept.values) || !isWritable(field)) continue;
    const value = kept.values[field.key];
    if (field.kind !== 'table') {
      values[field.key] = value;
      continue;
    }
    const there = rowsOf(base[field.key]);
    values[field.key] = rowsOf(value).flatMap((row): Row[] => {
      const before = there.find(({ id }) => id === row.id);
      // A row that somebody took away meanwhile comes back as a new one.
      if (!before && !row.id.startsWith('new:')) return [{ ...row, id: `new:kept-${row.id}` }];
      return [{ ...before, ...row }];
    });
  }
  return values;
}

function parse(text: string | null): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? '');
    if (typeof kept !== 'object' || kept === null || !('at' in kept) || !('values' in kept)) return undefined;
    return kept as Kept;
  } catch {
    return undefined;
  }
}

/** All drafts of a record, whichever editor they were typed in, the newest first. */
export function listKept(place: KeptPlace, storage: Storage = localStorage): readonly Draft[] {
  const { slot: _slot, ...where } = place;
  const own = nameOf(where);
  try {
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
      .filter((name) => name === own || name.startsWith(`${own}~`))
      .flatMap((name): Draft[] => {
        const kept = parse(storage.getItem(name));
        const slot = name.slice(own.length + 1);
        return kept ? [{ place: slot ? { ...where, slot } : where, kept }] : [];
      })
      .sort((a, b) => Date.parse(b.kept.at) - Date.parse(a.kept.at));
  } catch {
    return [];
  }
}

export function writeKept(place: KeptPlace, kept: Kept, storage: Storage = localStorage) {
  try {
    storage.setItem(nameOf(place), JSON.stringify(kept));
    tidy(storage, kept.at);
  } catch {
    // Storage may be full or forbidden; the form itself still has what was typed.
  }
}

export function dropKept(place: KeptPlace, storage: Storage = localStorage) {
  try {
    storage.removeItem(nameOf(place));
  } catch {
    // Where nothing could be written there is nothing to drop.
  }
}

/** Drops what is older than a month, and the oldest beyond what a browser should hold. */
function tidy(storage: Storage, now: string) {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  const all = names
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ name, at: Date.parse(parse(storage.getItem(name))?.at ?? '') || 0 }))
    .sort((a, b) => b.at - a.at);
  const oldest = Date.parse(now) - days * 86_400_000;
  for (const [index, { name, at }] of all.entries()) if (index >= most || at < oldest) storage.removeItem(name);
}

/** Fields of a form that a person fills in, for counting what a draft holds. */
export function countKept(form: FormModel, kept: Kept): number {
  const known = form.fields.filter(({ kind }) => !computedKinds.has(kind) && !decorKinds.has(kind));
  return known.filter(({ key }) => key in kept.values).length;
}

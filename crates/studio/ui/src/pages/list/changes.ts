/** What was written in a table, so that it can be taken back and done again; and the requests that do it. Pure. */
import type { FormModel, Rec } from '../../model/app';
import { isEmpty } from '../../model/empty';
import type { Field, StoredFile } from '../../model/field';

/** New values of one record, by field. */
export interface Edit {
  readonly record: Rec;
  readonly set: Readonly<Record<string, unknown>>;
}

/** An act: what was set and what stood there before. Versions are those after it. */
export interface Act {
  readonly label: string;
  readonly edits: readonly {
    readonly id: string;
    /** The version that it made. The server writes values in its own way (`5` becomes `5.00`), so this tells more than they do. */
    readonly version?: number | undefined;
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
  }[];
  /** Records that it made. */
  readonly created: readonly string[];
}

export type Operation =
  | { readonly update: string; readonly version?: number; readonly set: Readonly<Record<string, unknown>> }
  | { readonly create: Readonly<Record<string, unknown>> }
  | { readonly delete: string };

/** Operations that one request takes. */
export const batchSize = 1000;

const same = (a: unknown, b: unknown) =>
  a === b || (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);

/** A value as the API takes it: files by id. */
function outgoing(value: unknown): unknown {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && 'size' in item)
    ? value.map((file) => (file as StoredFile).id)
    : (value ?? null);
}

/** Edits without what changes nothing; several of one record become one. */
export function reduced(edits: readonly Edit[]): readonly Edit[] {
  const byId = new Map<string, Edit>();
  for (const { record, set } of edits) {
    const known = byId.get(record.id);
    byId.set(record.id, { record, set: { ...known?.set, ...set } });
  }
  return [...byId.values()].flatMap(({ record, set }) => {
    const kept = Object.entries(set).filter(([key, value]) => !same(record[key], value));
    return kept.length > 0 ? [{ record, set: Object.fromEntries(kept) }] : [];
  });
}

/** The requests of edits. `known` has versions of records that were written since they were read here. */
export function operationsOf(edits: readonly Edit[], known: ReadonlyMap<string, number>): readonly Operation[] {
  return edits.map(({ record, set }) => ({
    update: record.id,
    version: Math.max(record.version, known.get(record.id) ?? 0),
    set: Object.fromEntries(Object.entries(set).map(([key, value]) => [key, outgoing(value)])),
  }));
}

export function actOf(
  label: string,
  edits: readonly Edit[],
  created: readonly string[],
  versions: readonly (number | undefined)[] = [],
): Act {
  return {
    label,
    created,
    edits: edits.map(({ record, set }, index) => ({
      id: record.id,
      version: versions[index],
      before: Object.fromEntries(Object.keys(set).map((key) => [key, record[key] ?? null])),
      after: set,
    })),
  };
}

/** What takes an act back. Without versions: what others changed meanwhile elsewhere in the record stays. */
export function backOf({ edits, created }: Act): readonly Operation[] {
  return [
    ...edits.map(({ id, before }) => ({
      update: id,
      set: Object.fromEntries(Object.entries(before).map(([key, value]) => [key, outgoing(value)])),
    })),
    ...created.map((id) => ({ delete: id })),
  ];
}

/** What does it again. Records that it made come back as new ones, so only its changes do. */
export function againOf({ edits }: Act): readonly Operation[] {
  return edits.map(({ id, after }) => ({
    update: id,
    set: Object.fromEntries(Object.entries(after).map(([key, value]) => [key, outgoing(value)])),
  }));
}

/** The act as it would be judged now: a field that somebody changed since is left alone. */
export function stillMine(act: Act, now: ReadonlyMap<string, Rec>): { readonly act: Act; readonly lost: number } {
  let lost = 0;
  const edits = act.edits.flatMap((edit) => {
    const record = now.get(edit.id);
    if (!record) {
      lost += 1;
      return [];
    }
    if (record.version === edit.version) return [edit];
    const keys = Object.keys(edit.after).filter((key) => same(record[key], edit.after[key]));
    if (keys.length < Object.keys(edit.after).length) lost += 1;
    if (keys.length === 0) return [];
    const pick = (values: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(keys.map((key) => [key, values[key]]));
    return [{ id: edit.id, before: pick(edit.before), after: pick(edit.after) }];
  });
  return { act: { ...act, edits }, lost };
}

export interface History {
  readonly past: readonly Act[];
  readonly future: readonly Act[];
}
export const noHistory: History = { past: [], future: [] };

/** Remembers an act; the fifty newest are kept. */
export const did = ({ past }: History, act: Act): History => ({ past: [...past.slice(-49), act], future: [] });

const written: ReadonlySet<Field['kind']> = new Set([
  'text',
  'long_text',
  'integer',
  'number',
  'money',
  'email',
  'url',
]);

/** The words that were typed into one cell; nothing for many cells, and for what was chosen. */
export function typedIn(form: FormModel, edits: readonly Edit[]): string | undefined {
  const [edit, more] = edits;
  const [cell, other] = Object.entries(edit?.set ?? {});
  const value = cell?.[1];
  if (more || other || value === null || value === undefined || value === '') return undefined;
  const field = form.fields.find(({ key }) => key === cell?.[0]);
  return field && written.has(field.kind) ? String(value) : undefined;
}

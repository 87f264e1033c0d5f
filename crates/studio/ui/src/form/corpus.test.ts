/**
 * The cases of engine-specs/form, as far as a browser judges: filling and validating. What the server does first (reading
 * what was sent, normalising it, refusing names and types) is not its business. It may say less than the server, never more.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Context } from '../expression/context';
import { parseMoment } from '../expression/time';
import type { AppModel, FormModel } from '../model/app';
import { isEmpty } from '../model/empty';
import { computedKinds, type Field, type Row } from '../model/field';
import { born, valuesOf } from './draft';
import { type Filled, fill } from './fill';
import { rowsOf, type Values } from './source';
import { fromServer, validate } from './validate';

type Json = Readonly<Record<string, unknown>>;
interface Case {
  readonly name: string;
  readonly record: unknown;
  readonly old?: Json;
  readonly import?: boolean;
  readonly read?: readonly string[];
  readonly hidden?: readonly string[];
  readonly now?: string;
  readonly roles?: readonly string[];
  readonly linked?: Readonly<Record<string, Readonly<Record<string, Json | null>>>>;
  readonly expect?: Json;
  readonly issues?: readonly { readonly code: string; readonly path?: string }[];
}
interface File {
  readonly cases?: readonly Case[];
}

const folder = `${resolve('../../../engine-specs/form')}/`;
const load = <T>(file: string): T => JSON.parse(readFileSync(folder + file, 'utf8')) as T;
const me = '0191e0a4-0000-7000-8000-0000000000aa';

/** What the browser finds itself; the others need reading what was sent, the directory, stored files or other records. */
const judged =
  /^(required|text\.(too_long|too_short|pattern)|number\.(too_small|too_large|scale|not_whole)|date\.(too_early|too_late)|table\.too_(few|many)_rows|check\.failed|email\.invalid|url\.invalid)$/;

const isObject = (json: unknown): json is Json => typeof json === 'object' && json !== null && !Array.isArray(json);

/** The form for a person who may only read some fields. */
function withRights(form: FormModel, read: readonly string[] = []): FormModel {
  const closed = (field: Field, path: string): Field => ({
    ...field,
    ...(read.includes(path) ? { right: 'read' as const } : {}),
    ...(field.kind === 'table' ? { fields: field.fields.map((cell) => closed(cell, `${path}.${cell.key}`)) } : {}),
  });
  return { ...form, fields: form.fields.map((field) => closed(field, field.key)) };
}

/** What was sent, as a screen would hold it: rows with ids, named rows with the cells they keep. */
function typed(form: FormModel, sent: Json, old: Values): { readonly values: Values; readonly touched: Set<string> } {
  const values: Record<string, unknown> = { ...old };
  const touched = new Set<string>();
  for (const field of form.fields) {
    if (!(field.key in sent)) continue;
    touched.add(field.key);
    const value = sent[field.key];
    if (field.kind !== 'table' || !Array.isArray(value)) {
      values[field.key] = value;
      continue;
    }
    values[field.key] = value.filter(isObject).map((row, index): Row => {
      const id = typeof row.id === 'string' ? row.id : `new:${index}`;
      for (const key of Object.keys(row)) touched.add(`${field.key}/${id}/${key}`);
      return { ...rowsOf(old[field.key]).find((before) => before.id === id), ...row, id };
    });
  }
  return { values, touched };
}

/** The record as it was: filled as a new one, though its rows have ids already. */
function stored(form: FormModel, old: Json, fresh: Values) {
  const rows = (value: unknown) =>
    Array.isArray(value) ? value.map((row: Json) => (row.id ? { ...row, id: `new:${row.id}` } : row)) : value;
  return typed(form, Object.fromEntries(Object.entries(old).map(([key, value]) => [key, rows(value)])), fresh);
}

function named(values: Values): Values {
  const rows = (value: unknown) =>
    Array.isArray(value)
      ? value.map((row: unknown) => (isObject(row) ? { ...row, id: String(row.id).replace(/^new:(?=0)/, '') } : row))
      : value;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, rows(value)]));
}

/** Why a case is the server's alone; nothing when the browser runs it. */
function serverOnly(example: Case): string | undefined {
  if (!isObject(example.record)) return 'not a record';
  if (example.import) return 'an import';
  if (example.hidden?.length) return 'hidden fields are not in the model';
  const early = /^(type\.mismatch|field\.|row\.|text\.control|list\.|json\.)/;
  if (example.issues?.some(({ code }) => early.test(code))) return 'refused while it is read';
  return undefined;
}

const counts = { run: 0, left: new Map<string, number>(), values: 0, issues: 0 };
const files = readdirSync(folder).filter(
  (file) => file.endsWith('.json') && file !== 'mask.json' && (load<File>(file).cases?.length ?? 0) > 0,
);

describe.each(files)('%s', (file) => {
  const app = load<AppModel>(`models/${file}`);
  const cases = load<File>(file).cases ?? [];
  const main = app.forms[load<{ form?: { key?: string } }>(file).form?.key ?? 'sample'];

  it.each(cases.map((example) => [example.name, example] as const))('%s', (_, example) => {
    if (!main) throw new Error('no form');
    const reason = serverOnly(example);
    if (reason) {
      counts.left.set(reason, (counts.left.get(reason) ?? 0) + 1);
      expect(example.record).toBeDefined();
      return;
    }
    counts.run += 1;
    const form = withRights(main, example.read);
    const context: Context = {
      now: parseMoment(example.now ?? '2026-03-15T02:00:00Z') ?? 0n,
      zone: 'Asia/Shanghai',
      me: { id: me, name: '', account: '', department: undefined, roles: [...(example.roles ?? [])] },
      departmentParent: () => undefined,
    };
    const lookup = (form: string, id: string) => example.linked?.[form]?.[id] ?? undefined;
    const around = { app, context, lookup };
    const fresh = { ...valuesOf(main, undefined), ...born(context) };
    const before = example.old && stored(main, example.old, fresh);
    const old =
      before && named(fill(before.values, { ...around, form: main, creating: true, touched: before.touched }).values);
    const { values, touched } = typed(form, example.record as Json, old ?? fresh);
    const filled = fill(values, { ...around, form, creating: old === undefined, old, touched });
    compareValues(form, example, filled);
    compareIssues(example, filled.values, Object.keys(validate(filled, { ...around, form, old })));
  });
});

/** What follows from what was sent: defaults, what is hidden, what is computed. */
function compareValues(form: FormModel, example: Case, filled: Filled) {
  for (const [key, wanted] of Object.entries(example.expect ?? {})) {
    const field = form.fields.find((field) => field.key === key);
    if (!field || !follows(field, example.record as Json)) continue;
    counts.values += 1;
    expect({ [key]: plain(field, filled.values[key]) }).toEqual({ [key]: plain(field, wanted) });
  }
}

/** A value that was sent comes back normalised, which is the server's to do; rollups and serials are its own too. */
function follows(field: Field, record: Json): boolean {
  if (['serial', 'rollup', 'created_at', 'created_by', 'updated_at', 'updated_by', 'owner'].includes(field.kind))
    return false;
  if (computedKinds.has(field.kind)) return true;
  return field.kind !== 'table' && !(field.key in record);
}

function plain(field: Field, value: unknown): unknown {
  if (isEmpty(value)) return null;
  // Numbers by their worth: the digits after the point are the server's to write.
  return field.kind !== 'text' && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function compareIssues(example: Case, values: Values, found: readonly string[]) {
  const said = fromServer(
    (example.issues ?? []).map(({ code, path }) => ({ code, path: path ?? '', text: code })),
    values,
  );
  const paths = Object.keys(said);
  // Never more than the server.
  expect(found.filter((path) => !paths.includes(path))).toEqual([]);
  const own = paths.filter((path) => said[path]?.some((code) => judged.test(code)));
  counts.issues += own.length;
  expect(own.filter((path) => !found.includes(path))).toEqual([]);
}

afterAll(() => {
  const left = [...counts.left].map(([reason, count]) => `${count} ${reason}`).join(', ');
  process.stdout.write(
    `${counts.run} cases of ${files.length} files run in the browser's own way: ${counts.values} values, ${counts.issues} issues; left to the server: ${left}\n`,
  );
  expect(counts.run).toBeGreaterThan(200);
});

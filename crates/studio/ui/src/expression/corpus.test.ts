/** The cases of engine-specs/expression, which every evaluator of the language runs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Context } from './context';
import { evaluate, type Source } from './evaluate';
import { functions } from './functions';
import { parseMoment } from './time';
import type { Tree, TypeJson } from './tree';
import { fromWire, isEmpty, toWire, type Value } from './value';

interface FieldType {
  readonly type: string;
  readonly of?: TypeJson;
  readonly form?: string;
  readonly fields?: Readonly<Record<string, FieldType>>;
}
type Json = Readonly<Record<string, unknown>>;
interface World {
  readonly now: string;
  readonly zone: string;
  readonly me: Context['me'];
  readonly departments: Readonly<Record<string, string | null>>;
  readonly forms: Readonly<Record<string, Readonly<Record<string, FieldType>>>>;
  readonly records: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly record: Json;
}
interface Case {
  readonly name: string;
  readonly form?: string;
  readonly table?: string;
  readonly row?: Json;
  readonly record?: Json;
  readonly old?: Json;
  readonly now?: string;
  readonly zone?: string;
  readonly me?: Omit<Context['me'], 'roles'> & { readonly roles?: readonly string[] };
  readonly expect?: unknown;
  readonly issues?: unknown;
}

const folder = `${resolve('../../../engine-specs/expression')}/`;
const load = <T>(file: string): T => JSON.parse(readFileSync(folder + file, 'utf8')) as T;
const world = load<World>('world.json');

const typeJson = (field: FieldType | undefined): TypeJson => {
  if (field?.type === 'list') return { type: 'list', of: field.of ?? 'text' };
  return field?.type === 'files' ? { type: 'list', of: 'text' } : (field?.type ?? 'text');
};

/** The value of a path whose first step is a field of `fields` in `record`. */
function at(
  fields: Readonly<Record<string, FieldType>> | undefined,
  record: Json,
  path: readonly string[],
  forms: readonly string[],
): Value {
  const [key = '', ...rest] = path;
  if (rest.length === 0) return fromWire(record[key], typeJson(fields?.[key]));
  const form = forms[0] ?? '';
  const next = world.records[form]?.[String(record[key])];
  return next ? at(world.forms[form], next, rest, forms.slice(1)) : null;
}

/** The corpus asks by paths with the forms on the way; sources get paths only, so both are found here by the path. */
function sourceOf(example: Case, tree: Tree): Source {
  const form = world.forms[example.form ?? 'opportunity'];
  const record = {
    ...(example.form === undefined || example.form === 'opportunity' ? world.record : {}),
    ...example.record,
  };
  const old = example.old ? { ...record, ...example.old } : undefined;
  const ways = new Map<string, readonly string[]>();
  collect(tree, ways);
  const follow = (fields: typeof form, values: Json) => (path: readonly string[]) =>
    at(fields, values, path, ways.get(path.join('.')) ?? []);
  const rows = (table: string): readonly Source[] => {
    const fields = form?.[table]?.fields;
    const list = (record as Record<string, unknown>)[table];
    return (Array.isArray(list) ? list : []).map((row: Json) => ({
      field: () => null,
      rows: () => [],
      row: follow(fields, row),
    }));
  };
  const table = example.table ? form?.[example.table]?.fields : undefined;
  return {
    field: follow(form, record),
    ...(old ? { old: follow(form, old) } : {}),
    ...(table ? { row: follow(table, example.row ?? {}) } : {}),
    rows,
  };
}

function collect(node: unknown, ways: Map<string, readonly string[]>) {
  if (typeof node !== 'object' || node === null) return;
  if ('path' in node && 'forms' in node && Array.isArray(node.path))
    ways.set(node.path.join('.'), node.forms as string[]);
  for (const part of Object.values(node)) collect(part, ways);
}

const isRunnable = ({ expect }: Case) => expect !== undefined;
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'world.json' && existsSync(`${folder}trees/${file}`))
  .filter((file) => load<{ cases: readonly Case[] }>(file).cases.some(isRunnable));

describe.each(files)('%s', (file) => {
  const { cases } = load<{ cases: readonly Case[] }>(file);
  const trees = load<Record<string, { tree: Tree; type: string }>>(`trees/${file}`);
  const runnable = cases.filter(isRunnable);

  it.each(runnable.map((example) => [example.name, example] as const))('%s', (name, example) => {
    const tree = trees[name]?.tree;
    if (!tree) throw new Error('no tree');
    const context: Context = {
      now: parseMoment(example.now ?? world.now) ?? 0n,
      zone: example.zone ?? world.zone,
      me: example.me ? { roles: [], ...example.me } : world.me,
      departmentParent: (id) => world.departments[id],
    };
    const value = evaluate(tree, sourceOf(example, tree), context);
    expect(isEmpty(value) ? null : toWire(value)).toEqual(example.expect);
  });
});

it('knows every function of the language', () => {
  const table = readFileSync(`${folder}README.md`, 'utf8').split('<!-- functions -->')[1] ?? '';
  const names = [...table.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1] ?? '');
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => functions[name] === undefined)).toEqual([]);
  expect(Object.keys(functions).filter((name) => !names.includes(name))).toEqual([]);
});

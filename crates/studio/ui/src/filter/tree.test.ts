import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { TypeJson } from '../expression/tree';
import { type Resolve, treeOf } from './tree';

interface FieldType {
  readonly type: string;
  readonly of?: TypeJson;
  readonly form?: string;
  readonly set?: string;
}
const folder = `${resolve('../../../engine-specs/expression')}/`;
const load = <T>(file: string): T => JSON.parse(readFileSync(folder + file, 'utf8')) as T;
const world = load<{ forms: Record<string, Record<string, FieldType>> }>('world.json');
interface Case {
  readonly name: string;
  readonly form?: string;
  readonly table?: string;
  readonly condition?: unknown;
}
const cases = ['conditions', 'periods'].flatMap((part) => load<{ cases: Case[] }>(`${part}.json`).cases);
const trees = Object.assign(
  {},
  ...['conditions', 'periods'].map((part) => load<Record<string, { tree: unknown }>>(`trees/${part}.json`)),
) as Record<string, { tree: unknown }>;

const types: Resolve = (path) => {
  let form = 'opportunity';
  const forms: string[] = [];
  for (const [index, key] of path.entries()) {
    const field = world.forms[form]?.[key];
    if (!field) return undefined;
    if (index === path.length - 1) {
      const plain = field.set === 'region' ? 'region' : field.type;
      return {
        type:
          plain === 'list'
            ? { type: 'list', of: typeof field.of === 'object' ? field.of.type : (field.of ?? 'text') }
            : plain,
        forms,
      };
    }
    form = field.form ?? field.type;
    forms.push(form);
  }
  return undefined;
};

/** What the simple builder writes: clauses of fields with plain values, joined. */
function isSimple(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  const node = condition as Record<string, unknown>;
  for (const key of ['all', 'any'])
    if (Array.isArray(node[key])) return node[key].length > 0 && node[key].every(isSimple);
  if ('not' in node) return isSimple(node.not);
  const text = JSON.stringify(node.value ?? null);
  const formulas = text.includes('"formula"') && text !== '{"formula":"me"}';
  const type = typeof node.field === 'string' ? types(node.field.split('.'))?.type : undefined;
  const wide =
    type === 'rows' ||
    type === 'table' ||
    type === 'time' ||
    type === undefined ||
    (node.op === 'within' && type === 'option');
  const equalLists = typeof type === 'object' && (node.op === 'eq' || node.op === 'ne');
  return !formulas && !wide && !equalLists && !text.includes('+08:00');
}

const simple = cases.filter(
  ({ name, form, table, condition }) => !form && !table && trees[name] && isSimple(condition),
);

it('knows enough of the cases', () => expect(simple.length).toBeGreaterThan(150));

it.each(simple)('$name: the tree is the one that the server makes', ({ name, condition }) => {
  expect(treeOf(condition, types)).toEqual(trees[name]?.tree);
});

it('counts days from today', () => {
  const today = { field: 'due', op: 'lt', value: { formula: 'today()' } };
  expect(treeOf(today, types)).toEqual({
    op: 'less',
    left: { op: 'field', path: ['due'] },
    right: { op: 'today' },
  });
  const ago = { field: 'visit', op: 'lt', value: { formula: 'date_add(now(), -30, "day")' } };
  expect(treeOf(ago, types)).toMatchObject({
    right: { op: 'call', function: 'moment_add', args: [{ op: 'now' }, { value: '-30' }, { value: 'day' }] },
  });
});

it('leaves alone what it does not understand', () => {
  expect(treeOf('amount > 1', types)).toBeUndefined();
  expect(treeOf({ field: 'nothing', op: 'eq', value: 1 }, types)).toBeUndefined();
  expect(treeOf({ all: [{ field: 'amount', op: 'changed' }] }, types)).toBeUndefined();
  expect(treeOf({ field: 'due', op: 'lt', value: { formula: 'signed_on' } }, types)).toBeUndefined();
});

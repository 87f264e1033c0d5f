/** Formulas that say the same as conditions are read back as such: the trees are those of the language's own corpus. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Tree } from '../../../expression/tree';
import { type Group, readCondition, writeCondition } from './model';
import { formulaOf, type Sort } from './printed';
import { conditionOfTree } from './read';

const folder = resolve('../../../engine-specs/expression');
const load = <T>(file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as T;
const { cases } = load<{ cases: readonly { name: string; condition: unknown }[] }>('conditions.json');
const trees = load<Record<string, { tree: Tree }>>('trees/conditions.json');

/** What reading a tree back may write otherwise: names of operators, numbers as text. */
function plain(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(plain);
  if (typeof json === 'number') return String(json);
  if (typeof json !== 'object' || json === null) return json;
  const renamed = { before: 'lt', after: 'gt' } as Readonly<Record<string, string>>;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, key === 'op' ? (renamed[value] ?? value) : plain(value)]),
  );
}

const same = cases.filter(({ name, condition }) => {
  const read = trees[name] && conditionOfTree(trees[name].tree);
  return read && JSON.stringify(plain(writeCondition(read))) === JSON.stringify(plain(condition));
});

describe('the tree of a condition', () => {
  it('is read back as the condition in most cases of the corpus', () => {
    expect(same.length).toBeGreaterThan(80);
  });

  it.each([
    'customer.owner eq {"formula": "me"}',
    'stage in ["quote","won"]',
    'stage not_in ["won"]',
    'note is_set',
    'name not_contains "x"',
    'due between ["2026-02-01","2026-02-28"]',
  ])('reads %s', (name) => {
    const names = new Set(same.map(({ name }) => name.replaceAll(', ', ',').replaceAll(': ', ':')));
    expect(names).toContain(name.replaceAll(', ', ',').replaceAll(': ', ':'));
  });

  it('is not read when pickers cannot show it', () => {
    const tree: Tree = {
      op: 'greater',
      left: { op: 'add', left: { op: 'field', path: ['a'] }, right: { op: 'field', path: ['b'] } },
      right: { op: 'literal', type: 'number', value: '1' },
    };
    expect(conditionOfTree(tree)).toBeUndefined();
  });
});

describe('a condition as a formula', () => {
  const sorts: Readonly<Record<string, Sort>> = { amount: 'number', 'lines.price': 'number', visit: 'moment' };
  const print = (json: unknown) => formulaOf(readCondition(json) as Group, (path) => sorts[path] ?? 'other');
  it.each([
    [{ field: 'stage', op: 'eq', value: 'a"b' }, 'stage == "a\\"b"'],
    [{ field: 'amount', op: 'ge', value: '10.50' }, 'amount >= 10.50'],
    [{ field: 'stage', op: 'not_in', value: ['a', 'b'] }, 'stage !in ["a", "b"]'],
    [{ field: 'owner.department', op: 'within', value: { formula: 'me.department' } }, 'within(owner.department, me.department)'],
    [{ field: 'amount', op: 'lt', value: { formula: 'a + b' } }, 'amount < (a + b)'],
    [{ not: { any: [{ field: 'a', op: 'is_set' }, 'b > 1'] } }, '!(is_set(a) || (b > 1))'],
    [{ all: [{ any: [{ field: 'a', op: 'eq', value: true }, { field: 'b', op: 'is_empty' }] }, 'c'] }, '(a == true || is_empty(b)) && c'],
    [{ field: 'due', op: 'within_last', value: { days: 30 } }, 'between(due, date_add(today(), -30, "day"), today())'],
    [{ field: 'visit', op: 'this_period', value: 'month' }, 'between(date(visit), start_of(today(), "month"), end_of(today(), "month"))'],
    [{ field: 'due', op: 'last_period', value: 'year' }, 'between(due, start_of(date_add(today(), -1, "year"), "year"), end_of(date_add(today(), -1, "year"), "year"))'],
    [{ some: 'lines', where: { field: 'price', op: 'gt', value: '5' } }, 'some(lines, price > 5)'],
    [{ field: 'stage', op: 'changed_to', value: 'won' }, 'stage != old.stage && stage == "won"'],
  ])('%j', (json, formula) => {
    expect(print(json)).toBe(formula);
  }); // biome-ignore format: a table
});

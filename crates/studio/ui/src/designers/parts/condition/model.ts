/** A condition as a tree of groups and clauses: read from condition JSON, edited, written back. Pure. */
import type { ConditionDoc } from '../../form/document';

/** How the parts of a group are joined; `none` is "not any", `not_all` is "not all". */
export const matches = ['all', 'any', 'none', 'not_all'] as const;
export type Match = (typeof matches)[number];

export interface Group {
  readonly is: 'group';
  readonly match: Match;
  readonly items: readonly Node[];
}
export interface Clause {
  readonly is: 'clause';
  readonly field: string;
  readonly op: ClauseOperator;
  readonly value?: unknown;
}
/** About the rows of a sub-table. */
export interface RowsClause {
  readonly is: 'rows';
  readonly quantifier: 'some' | 'every';
  readonly table: string;
  readonly where: Group;
}
/** A part that is a formula. */
export interface Written {
  readonly is: 'formula';
  readonly text: string;
}
export type Node = Group | Clause | RowsClause | Written;

export const clauseOperators = [
  'eq', 'ne', 'is_empty', 'is_set', 'in', 'not_in', 'changed', 'changed_to', 'changed_from', 'lt', 'le', 'gt', 'ge', 'between',
  'contains', 'not_contains', 'starts_with', 'ends_with', 'before', 'after', 'within_last', 'within_next', 'this_period',
  'last_period', 'next_period', 'has', 'has_any', 'has_all', 'within',
] as const; // biome-ignore format: a list
export type ClauseOperator = (typeof clauseOperators)[number];

const isOperator = (value: unknown): value is ClauseOperator => clauseOperators.some((op) => op === value);

export const emptyGroup: Group = { is: 'group', match: 'all', items: [] };

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readNode(json: unknown): Node | undefined {
  if (typeof json === 'string') return { is: 'formula', text: json };
  if (!isObject(json)) return undefined;
  if (Array.isArray(json.all)) return readList('all', json.all);
  if (Array.isArray(json.any)) return readList('any', json.any);
  if (json.not !== undefined) return readNot(json.not);
  for (const quantifier of ['some', 'every'] as const) {
    const table = json[quantifier];
    if (typeof table !== 'string') continue;
    const where = json.where === undefined ? emptyGroup : readCondition(json.where);
    return where && { is: 'rows', quantifier, table, where };
  }
  if (typeof json.field !== 'string' || !isOperator(json.op)) return undefined;
  const { field, op, value } = json;
  return value === undefined ? { is: 'clause', field, op } : { is: 'clause', field, op, value };
}

function readList(match: 'all' | 'any', list: readonly unknown[]): Group | undefined {
  const items = list.map(readNode);
  return items.every((item) => item !== undefined) ? { is: 'group', match, items } : undefined;
}

function readNot(inner: unknown): Group | undefined {
  const node = readNode(inner);
  if (!node) return undefined;
  if (node.is === 'group' && node.match === 'any') return { ...node, match: 'none' };
  if (node.is === 'group' && node.match === 'all') return { ...node, match: 'not_all' };
  return { is: 'group', match: 'not_all', items: [node] };
}

/** Reads condition JSON as a group; undefined when it is of no known shape. */
export function readCondition(json: unknown): Group | undefined {
  if (json === undefined || json === null) return emptyGroup;
  const node = readNode(json);
  return node && (node.is === 'group' ? node : { is: 'group', match: 'all', items: [node] });
}

const alone: ReadonlySet<ClauseOperator> = new Set(['is_empty', 'is_set', 'changed']);
export const standsAlone = (op: ClauseOperator) => alone.has(op);

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && (value.length === 0 || value.some(isBlank))) ||
  (isObject(value) && 'formula' in value && isBlank(value.formula));

/** Whether a node says all it needs to. */
export function isComplete(node: Node): boolean {
  switch (node.is) {
    case 'clause':
      return node.field !== '' && (standsAlone(node.op) || !isBlank(node.value));
    case 'formula':
      return node.text.trim() !== '';
    case 'rows':
      return node.table !== '' && (node.quantifier === 'some' || writeGroup(node.where) !== undefined);
    case 'group':
      return node.items.some(isComplete);
  }
}

function writeNode(node: Node): ConditionDoc | undefined {
  if (!isComplete(node)) return undefined;
  switch (node.is) {
    case 'clause':
      return standsAlone(node.op)
        ? { field: node.field, op: node.op }
        : { field: node.field, op: node.op, value: node.value };
    case 'formula':
      return node.text;
    case 'rows': {
      const where = writeGroup(node.where);
      return { [node.quantifier]: node.table, ...(where === undefined ? {} : { where }) };
    }
    case 'group':
      return writeGroup(node);
  }
}

function writeGroup({ match, items }: Group): ConditionDoc | undefined {
  const parts = items.map(writeNode).filter((part) => part !== undefined);
  const [only] = parts;
  if (only === undefined) return undefined;
  const single = parts.length === 1;
  switch (match) {
    case 'all':
    case 'any':
      return single ? only : { [match]: parts };
    case 'none':
      return { not: single ? only : { any: parts } };
    case 'not_all':
      return { not: single ? only : { all: parts } };
  }
}

/** The condition JSON of what is complete; undefined when it asks for nothing. */
export const writeCondition = (group: Group): ConditionDoc | undefined => writeGroup(group);

/** The place of a node: indexes into groups; the rows' own group counts as its only part. */
export type Place = readonly number[];

/** The condition with the node at `place` changed, or taken out when `change` gives nothing. */
export function changeAt(group: Group, place: Place, change: (node: Node) => Node | undefined): Group {
  const next = changed(group, place, change);
  return next?.is === 'group' ? next : emptyGroup;
}

function changed(node: Node, place: Place, change: (node: Node) => Node | undefined): Node | undefined {
  const [index, ...rest] = place;
  if (index === undefined) return change(node);
  if (node.is === 'rows') {
    const where = changed(node.where, place, change);
    return where?.is === 'group' ? { ...node, where } : node;
  }
  if (node.is !== 'group') return node;
  const inner = node.items[index];
  if (!inner) return node;
  const next = changed(inner, rest, change);
  return { ...node, items: next ? node.items.with(index, next) : node.items.toSpliced(index, 1) };
}

/** The condition with `node` put at the end of the group at `place`. */
export function addTo(group: Group, place: Place, node: Node): Group {
  return changeAt(group, place, (at) => {
    if (at.is === 'group') return { ...at, items: [...at.items, node] };
    if (at.is === 'rows') return { ...at, where: { ...at.where, items: [...at.where.items, node] } };
    return at;
  });
}

/** The paths that a condition names, those of rows left out. */
export function pathsIn(node: Node): readonly string[] {
  if (node.is === 'clause') return [node.field];
  return node.is === 'group' ? node.items.flatMap(pathsIn) : [];
}

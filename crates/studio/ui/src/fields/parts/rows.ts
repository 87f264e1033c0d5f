/** What can be done with the rows of a sub-table: adding, moving, pasting, filling down, adding up. Pure. */
import { add, parseNumber } from '../../expression/decimal';
import type { Tree } from '../../expression/tree';
import { computedKinds, decorKinds, type Field, type Option, type Row } from '../../model/field';
import { readCell } from './paste';

let last = 0;

/** The id of a row that was never saved. */
export function newId(): string {
  last += 1;
  return `new:${last}`;
}

export function insertRow(rows: readonly Row[], at: number, values: Readonly<Record<string, unknown>> = {}): Row[] {
  return rows.toSpliced(at, 0, { ...values, id: newId() });
}

export function moveRow(rows: readonly Row[], from: number, to: number): readonly Row[] {
  const row = rows[from];
  if (!row || to < 0 || to >= rows.length || from === to) return rows;
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

/** The row at `index` once more, below it. */
export function duplicateRow(rows: readonly Row[], index: number): readonly Row[] {
  const row = rows[index];
  if (!row) return rows;
  const { id: _id, ...values } = row;
  return insertRow(rows, index + 1, values);
}

export interface Written {
  readonly rows: readonly Row[];
  /** Cells that a person wrote in, as `row/field`. */
  readonly cells: readonly string[];
}

interface Grid {
  readonly columns: readonly Field[];
  readonly most: number;
  /** The options of a choice, also when they are a set of the app. */
  readonly optionsOf: (field: Field) => readonly Option[];
  readonly mayWrite: (row: Row, field: Field) => boolean;
}

/** Cells copied from a spreadsheet fill the grid from where they are pasted; rows are added as they are needed. */
export function pasteRows(rows: readonly Row[], text: string, row: number, column: number, grid: Grid): Written {
  const next: Row[] = [...rows];
  const cells: string[] = [];
  for (const [down, line] of text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .entries()) {
    const at = row + down;
    if (at >= grid.most) break;
    const target = next[at] ?? { id: newId() };
    const values: Record<string, unknown> = {};
    for (const [right, cell] of line.split('\t').entries()) {
      const to = grid.columns[column + right];
      if (!to || computedKinds.has(to.kind) || !grid.mayWrite(target, to)) continue;
      const value = readCell(to, cell, grid.optionsOf(to));
      if (value === undefined) continue;
      values[to.key] = value;
      cells.push(`${target.id}/${to.key}`);
    }
    next[at] = { ...target, ...values };
  }
  return { rows: next, cells };
}

/** The value above, into this cell. */
export function fillDown(rows: readonly Row[], index: number, key: string): readonly Row[] {
  const above = rows[index - 1];
  return above ? rows.map((row, at) => (at === index ? { ...row, [key]: above[key] ?? null } : row)) : rows;
}

const added: ReadonlySet<Field['kind']> = new Set(['integer', 'number', 'money']);

/** Columns that are worth a sum: amounts and counts, also computed ones, but neither shares nor marks. */
export function isSummed(field: Field): boolean {
  if (decorKinds.has(field.kind)) return false;
  if (added.has(field.kind)) return field.right !== 'masked';
  if (field.kind !== 'formula') return false;
  if ((typeof field.type === 'object' ? field.type.type : field.type) !== 'number') return false;
  return field.display !== 'percent';
}

const factors = (tree: Tree): readonly string[] => {
  if ('left' in tree)
    return [tree.left, tree.right].flatMap((side) =>
      tree.op === 'multiply' && side.op === 'field' ? side.path.slice(0, 1) : factors(side),
    );
  if (tree.op === 'call') return tree.args.flatMap(factors);
  if (tree.op === 'if') return [...factors(tree.then), ...factors(tree.else)];
  return tree.op === 'negate' ? factors(tree.of) : [];
};

/** The columns of a sub-table that get a sum. A price that is multiplied in its row is one for each: adding it up says nothing. */
export function summedOf(columns: readonly Field[]): readonly Field[] {
  const multiplied = new Set(
    columns.flatMap((column) => (column.kind === 'formula' && column.formula ? factors(column.formula.tree) : [])),
  );
  return columns.filter((column) => isSummed(column) && !(column.kind === 'money' && multiplied.has(column.key)));
}

/** The sum of a column as a decimal text; nothing when no row has a number. */
export function sumOf(rows: readonly Row[], key: string): string | undefined {
  const numbers = rows.flatMap((row) => {
    const value = row[key];
    const number = typeof value === 'number' || typeof value === 'string' ? parseNumber(String(value)) : null;
    return number ? [number] : [];
  });
  const [first, ...rest] = numbers;
  if (!first) return undefined;
  const sum = rest.reduce<ReturnType<typeof add>>((sum, number) => sum && add(sum, number), first);
  const digits = Math.max(...rows.map((row) => /\.(\d+)$/.exec(String(row[key] ?? ''))?.[1]?.length ?? 0));
  return sum?.toFixed(digits);
}

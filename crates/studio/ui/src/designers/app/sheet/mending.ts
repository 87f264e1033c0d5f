/** Rows that were not taken, grouped by what is wrong, and what a person writes instead. Pure. */
import type { RejectedRow } from '../../../api/sheets';

/** What stands instead of cells, by row and field. */
export type Mended = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Wrong {
  readonly field: string;
  readonly code: string;
  /** Of one row; the others differ in the value that they name. */
  readonly text: string;
  /** Rows by the value that stands there. */
  readonly values: ReadonlyMap<string, readonly number[]>;
  readonly rows: number;
}

export const fieldOf = (path: string): string => path.split('/')[1] ?? '';

export const cellOf = (row: RejectedRow, field: string, mended: Mended): string =>
  mended[row.row]?.[field] ?? row.cells[field] ?? '';

/** What is wrong, the most frequent first. */
export function wrongs(rows: readonly RejectedRow[]): readonly Wrong[] {
  const found = new Map<
    string,
    { field: string; code: string; text: string; values: Map<string, number[]>; rows: number }
  >();
  for (const row of rows) {
    for (const issue of row.issues) {
      const field = fieldOf(issue.path);
      const key = `${field} ${issue.code}`;
      const wrong = found.get(key) ?? { field, code: issue.code, text: issue.text, values: new Map(), rows: 0 };
      const value = row.cells[field] ?? '';
      wrong.values.set(value, [...(wrong.values.get(value) ?? []), row.row]);
      found.set(key, { ...wrong, rows: wrong.rows + 1 });
    }
  }
  return [...found.values()].sort((one, other) => other.rows - one.rows);
}

/** `mended` with `text` in the cells of `field` in `rows`. */
export function mend(mended: Mended, rows: readonly number[], field: string, text: string): Mended {
  const next = { ...mended };
  for (const row of rows) next[row] = { ...next[row], [field]: text };
  return next;
}

/** The rows that can be sent again: those of which something was mended. */
export const ready = (rows: readonly RejectedRow[], mended: Mended): readonly number[] =>
  rows.filter(({ row }) => mended[row] !== undefined).map(({ row }) => row);

/** Rows that are left after `sent` were tried again. */
export function left(
  before: readonly RejectedRow[],
  sent: readonly number[],
  rejected: readonly RejectedRow[],
): readonly RejectedRow[] {
  const tried = new Set(sent);
  const again = new Map(rejected.map((row) => [row.row, row]));
  return before.flatMap((row) => (tried.has(row.row) ? (again.get(row.row) ?? []) : [row]));
}

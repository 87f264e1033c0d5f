/** What changed in the rows of a sub-table, row by row and cell by cell. Pure. */
import { same } from '../../form/draft';
import type { Row } from '../../model/field';

export type RowChange =
  | { readonly how: 'added' | 'removed'; readonly at: number; readonly key: '' }
  | {
      readonly how: 'changed';
      readonly at: number;
      readonly key: string;
      readonly old: unknown;
      readonly now: unknown;
    };

/** Rows are counted from 1, removed ones by where they stood. */
export function rowChanges(old: readonly Row[], now: readonly Row[]): readonly RowChange[] {
  const changes: RowChange[] = [];
  for (const [index, row] of now.entries()) {
    const before = old.find(({ id }) => id === row.id);
    if (!before) {
      changes.push({ how: 'added', at: index + 1, key: '' });
      continue;
    }
    for (const key of new Set([...Object.keys(before), ...Object.keys(row)]))
      if (key !== 'id' && !same(before[key], row[key]))
        changes.push({ how: 'changed', at: index + 1, key, old: before[key], now: row[key] });
  }
  for (const [index, row] of old.entries())
    if (!now.some(({ id }) => id === row.id)) changes.push({ how: 'removed', at: index + 1, key: '' });
  return changes;
}

/** The lines of a tree as far as it is open. Pure. */
import type { Rec } from '../../../model/app';

/** The key under which the roots are kept. */
export const roots = '';

export interface Branch {
  readonly records: readonly Rec[];
  readonly more: boolean;
  readonly pending: boolean;
}

export type Line =
  | {
      readonly kind: 'record';
      readonly key: string;
      readonly level: number;
      readonly record: Rec;
      readonly parent: string;
      readonly at: number;
      readonly of: number;
    }
  | {
      readonly kind: 'more' | 'pending';
      readonly key: string;
      readonly level: number;
      readonly parent: string;
      readonly shown: number;
    };

/** How many records of a branch are wanted after so many times of asking for more. */
export const wantedAfter = (times: number) => (times === 0 ? 50 : 200 * times);

/** Lines from the roots down; a record that is its own ancestor is shown once. */
export function linesOf(branches: ReadonlyMap<string, Branch>, open: ReadonlySet<string>): readonly Line[] {
  const lines: Line[] = [];
  const above = new Set<string>();
  const add = (parent: string, level: number) => {
    const branch = branches.get(parent);
    const shown = branch?.records.length ?? 0;
    for (const [index, record] of (branch?.records ?? []).entries()) {
      if (above.has(record.id)) continue;
      lines.push({ kind: 'record', key: record.id, level, record, parent, at: index + 1, of: shown });
      if (!open.has(record.id)) continue;
      above.add(record.id);
      add(record.id, level + 1);
      above.delete(record.id);
    }
    if (branch?.pending) lines.push({ kind: 'pending', key: `pending ${parent}`, level, parent, shown });
    else if (branch?.more) lines.push({ kind: 'more', key: `more ${parent}`, level, parent, shown });
  };
  add(roots, 1);
  return lines;
}

/** Whether `record` lies below `above`, as far as the tree is known: it must not be put there. */
export function isBelow(branches: ReadonlyMap<string, Branch>, record: string, above: string): boolean {
  if (record === above) return true;
  const seen = new Set<string>();
  const look = (parent: string): boolean => {
    if (seen.has(parent)) return false;
    seen.add(parent);
    return (branches.get(parent)?.records ?? []).some(({ id }) => id === record || look(id));
  };
  return look(above);
}

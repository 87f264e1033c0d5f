/** How wide each column is, which stay, and which of the others are drawn. */
import { useMemo } from 'react';
import { readerOf } from '../fields/readers';
import type { Column } from '../model/columns';
import { type Layout, leadWidth, type Placed } from './layout';
import type { Window } from './useWindow';
import { frozenWithin, stretch } from './widths';
import { columnsAt } from './window';

export function useLayout(
  columns: readonly Column[],
  widths: Readonly<Record<string, number>>,
  stays: number,
  window: Window,
): { readonly sizes: readonly number[]; readonly layout: Layout } {
  const room = window.width - leadWidth;
  const sizes = useMemo(
    () =>
      stretch(
        columns.map(({ path, field }, index) => ({
          path,
          width: Math.max(readerOf(field.kind).width, index === 0 ? 200 : 0),
        })),
        widths,
        room,
      ),
    [columns, widths, room],
  );
  const layout = useMemo((): Layout => {
    const stay = frozenWithin(sizes, Math.max(1, stays), room);
    let left = leadWidth;
    const frozen = columns.slice(0, stay).map((column, index): Placed => {
      const size = sizes[index] ?? 0;
      left += size;
      return { column, index, size, left: left - size };
    });
    const rest = sizes.slice(stay);
    const seen = columnsAt(window.left, window.width - left, rest);
    const shown = columns.slice(stay + seen.first, stay + seen.end).map((column, index): Placed => {
      const place = stay + seen.first + index;
      return { column, index: place, size: sizes[place] ?? 0, left: undefined };
    });
    const width = left + rest.reduce((sum, size) => sum + size, 0);
    return { lead: leadWidth, frozen, shown, before: seen.before, after: seen.after, width };
  }, [columns, sizes, stays, room, window.left, window.width]);
  return { sizes, layout };
}

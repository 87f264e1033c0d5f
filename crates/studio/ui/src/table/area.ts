/** The cells that are chosen: a rectangle from the cell where choosing began to the cell where it stands; pure. */
import type { Cell } from './keys';

export interface Choice {
  readonly anchor: Cell;
  /** The active cell: it moves with the arrows. */
  readonly head: Cell;
}

/** A rectangle of cells; `bottom` and `right` belong to it. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const only = (cell: Cell): Choice => ({ anchor: cell, head: cell });

export function areaOf({ anchor, head }: Choice): Area {
  return {
    top: Math.min(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    bottom: Math.max(anchor.row, head.row),
    right: Math.max(anchor.column, head.column),
  };
}

export const isSingle = ({ top, left, bottom, right }: Area) => top === bottom && left === right;

export const sizeOf = ({ top, left, bottom, right }: Area) => (bottom - top + 1) * (right - left + 1);

/** A choice that fits a list of `rows` and `columns`, after either became smaller. */
export function within({ anchor, head }: Choice, rows: number, columns: number): Choice {
  const clamp = ({ row, column }: Cell): Cell => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  return { anchor: clamp(anchor), head: clamp(head) };
}

/** The part below `area` that a fill handle dragged to `row` covers; undefined when it is not below. */
export function filled(area: Area, row: number): Area | undefined {
  return row > area.bottom ? { ...area, top: area.bottom + 1, bottom: row } : undefined;
}

/** The rectangle that pasted `lines` × `cells` cover: repeated over `area` where it is a multiple of them, as in spreadsheets. */
export function pastedArea(area: Area, lines: number, cells: number): Area {
  const [height, width] = [area.bottom - area.top + 1, area.right - area.left + 1];
  const fits = lines > 0 && cells > 0 && height % lines === 0 && width % cells === 0;
  return fits ? area : { ...area, bottom: area.top + lines - 1, right: area.left + cells - 1 };
}

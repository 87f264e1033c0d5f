/** What lies under the pointer: the place where what is dragged would go. Reads the page, changes nothing. */
import type { Point } from '../../lib/dnd/DragArea';
import { type Board, spotOf } from './board';
import type { FieldDoc } from './document';
import type { Place } from './place';
import type { Carried, Target } from './store';

/** So much of a field's width, at either side, makes columns. */
const edge = 0.25;
const widestEdge = 90;

const half = (at: number, start: number, size: number) => at > start + size / 2;

function inTable(table: HTMLElement, { x }: Point): Target {
  const columns = [...table.querySelectorAll('[data-column]')].map((column) => column.getBoundingClientRect());
  const index = columns.filter(({ left, width }) => half(x, left, width)).length;
  return { in: 'table', table: table.dataset.table ?? '', index };
}

function inCell(board: Board, cell: HTMLElement, { x, y }: Point, carried: Carried): readonly Place[] {
  const spot = spotOf(board, cell.dataset.cell ?? '');
  if (!spot) return [];
  const { left, width, top, height } = cell.getBoundingClientRect();
  const { tab, section, row, column } = spot;
  const reach = Math.min(widestEdge, width * edge);
  const beside = (at: number): Place => ({ at: 'beside', tab, section, row, column: at });
  const above: Place = { at: 'row', tab, section, row: half(y, top, height) ? row + 1 : row };
  if (carried.what === 'section') return [above];
  if (x < left + reach) return [beside(column), above];
  if (x > left + width - reach) return [beside(column + 1), above];
  return [above];
}

/** The row under or next to the pointer in a section, where no field is. */
function inSection(section: HTMLElement, board: Board, { y }: Point): Place | undefined {
  const [tab, at] = (section.dataset.section ?? '').split('/').map(Number);
  if (tab === undefined || at === undefined || !board.tabs[tab]?.sections[at]) return undefined;
  const rows = [...section.querySelectorAll('[data-row]')].map((row) => row.getBoundingClientRect());
  return { at: 'row', tab, section: at, row: rows.filter(({ top, height }) => half(y, top, height)).length };
}

export interface Under {
  readonly target: Target | undefined;
  /** A tab that should open, because one waits over it. */
  readonly tab: number | undefined;
}

export function under(
  point: Point,
  carried: Carried,
  board: Board,
  mayStand: (kind: FieldDoc['kind']) => boolean,
  fits: (target: Target) => boolean,
): Under {
  const element = document.elementFromPoint(point.x, point.y);
  const closest = (selector: string) => element?.closest<HTMLElement>(selector) ?? undefined;
  const tab = closest('[data-tab]')?.dataset.tab;
  if (tab !== undefined) return { target: undefined, tab: Number(tab) };
  const table = closest('[data-table]');
  if (
    table &&
    (carried.what === 'column'
      ? carried.table === table.dataset.table
      : carried.what === 'new' && mayStand(carried.kind))
  )
    return { target: inTable(table, point), tab: undefined };
  if (carried.what === 'column') return { target: undefined, tab: undefined };
  const cell = closest('[data-cell]');
  const section = closest('[data-section]');
  const last = closest('[data-canvas]')?.querySelectorAll<HTMLElement>('[data-section]');
  const fallback = section ?? last?.[last.length - 1];
  const found = cell ? inCell(board, cell, point, carried) : fallback ? [inSection(fallback, board, point)] : [];
  const places = found.filter((place): place is Place => place !== undefined);
  return {
    target: places.map((place): Target => ({ in: 'rows', place })).find(fits),
    tab: undefined,
  };
}

/** Puts fields into, and takes them out of, the rows of a board. Pure. */
import { pairs } from '../../form/pairs';
import { type Board, type BoardSection, type BoardTab, isWide, orderOf, spotOf } from './board';
import type { FieldDoc, Rows } from './document';

/** Where fields may be put: between two rows, or beside the fields of a row; `index` and `column` count as the board is now. */
export type Place =
  | { readonly at: 'row'; readonly tab: number; readonly section: number; readonly row: number }
  | {
      readonly at: 'beside';
      readonly tab: number;
      readonly section: number;
      readonly row: number;
      readonly column: number;
    };

/** So many fields may stand side by side. */
export const mostBeside = 4;

export function mapSection(
  board: Board,
  tab: number,
  section: number,
  change: (section: BoardSection) => BoardSection,
): Board {
  return mapTab(board, tab, (found) => ({
    ...found,
    sections: found.sections.map((each, index) => (index === section ? change(each) : each)),
  }));
}

export function mapTab(board: Board, tab: number, change: (tab: BoardTab) => BoardTab): Board {
  return { tabs: board.tabs.map((each, index) => (index === tab ? change(each) : each)) };
}

/** A row that stands for what is being put, while what was there is taken out. */
const mark = ' here';

function marked(rows: Rows, place: Place): Rows {
  if (place.at === 'row') return [...rows.slice(0, place.row), [mark], ...rows.slice(place.row)];
  return rows.map((row, index) =>
    index === place.row ? [...row.slice(0, place.column), mark, ...row.slice(place.column)] : row,
  );
}

export function without(board: Board, keys: ReadonlySet<string>): Board {
  const kept = (rows: Rows) => rows.map((row) => row.filter((key) => !keys.has(key))).filter((row) => row.length > 0);
  return {
    tabs: board.tabs.map((tab) => ({
      ...tab,
      sections: tab.sections.map((section) => ({ ...section, rows: kept(section.rows) })),
    })),
  };
}

/** Puts `fields` at `place`; wherever they stood before, they stand there no more. */
export function put(board: Board, fields: readonly FieldDoc[], place: Place): Board {
  const keys = new Set(fields.map(({ key }) => key));
  const cleared = without(
    mapSection(board, place.tab, place.section, (section) => ({ ...section, rows: marked(section.rows, place) })),
    keys,
  );
  return mapSection(cleared, place.tab, place.section, (section) => ({
    ...section,
    rows: section.rows.flatMap((row) => {
      if (!row.includes(mark)) return [row];
      if (row.length === 1) return pairs(fields, isWide);
      return [row.flatMap((key) => (key === mark ? [...keys] : [key]))];
    }),
  }));
}

/** Whether `fields` may be put at `place`: a row holds so many, and a field that needs a whole row stands alone. */
export function mayPut(board: Board, all: readonly FieldDoc[], fields: readonly FieldDoc[], place: Place): boolean {
  const section = board.tabs[place.tab]?.sections[place.section];
  if (!section) return false;
  if (place.at === 'row') return place.row >= 0 && place.row <= section.rows.length;
  const moved = new Set(fields.map(({ key }) => key));
  const row = section.rows[place.row]?.filter((key) => !moved.has(key));
  if (row === undefined || row.length === 0 || row.length + fields.length > mostBeside) return false;
  const stay = row.flatMap((key) => all.find((field) => field.key === key) ?? []);
  return ![...stay, ...fields].some((field) => field.kind === 'table' || field.kind === 'separator');
}

/** Where a field goes that is added without being dragged: beside a lone narrow field, else in a row of its own after `anchor`. */
export function nextPlace(
  board: Board,
  all: readonly FieldDoc[],
  field: Pick<FieldDoc, 'kind'>,
  anchor: string | undefined,
): Place {
  const last = orderOf({ tabs: board.tabs.slice(0, 1) }).at(-1);
  const spot = (anchor && spotOf(board, anchor)) || (last === undefined ? undefined : spotOf(board, last));
  if (!spot) return { at: 'row', tab: 0, section: Math.max(0, (board.tabs[0]?.sections.length ?? 1) - 1), row: 0 };
  const row = board.tabs[spot.tab]?.sections[spot.section]?.rows[spot.row] ?? [];
  const lone = row.length === 1 ? all.find(({ key }) => key === row[0]) : undefined;
  const { tab, section } = spot;
  if (lone && lone.width === undefined && !isWide(lone) && !isWide(field))
    return { at: 'beside', tab, section, row: spot.row, column: 1 };
  return { at: 'row', tab, section, row: spot.row + 1 };
}

/** Every place where `fields` may be put, from top to bottom, without those that change nothing: the stops of the arrow keys. */
export function placesFor(board: Board, all: readonly FieldDoc[], fields: readonly FieldDoc[]): readonly Place[] {
  const places = board.tabs.flatMap(({ sections }, tab) =>
    sections.flatMap(({ rows }, section) => [
      ...rows.flatMap((row, index): Place[] => [
        { at: 'row', tab, section, row: index },
        ...Array.from(
          { length: row.length + 1 },
          (_, column): Place => ({ at: 'beside', tab, section, row: index, column }),
        ),
      ]),
      { at: 'row', tab, section, row: rows.length } as Place,
    ]),
  );
  const now = JSON.stringify(tidied(board));
  return places.filter(
    (place) => mayPut(board, all, fields, place) && JSON.stringify(tidied(put(board, fields, place))) !== now,
  );
}

const tidied = (board: Board) => board.tabs.map(({ sections }) => sections.map(({ rows }) => rows));

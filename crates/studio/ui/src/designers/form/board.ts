/**
 * The layout of a form as the canvas shows it: tabs of sections of rows, every field somewhere. The first tab has no name: it holds
 * the sections that stand in no tab. Reading a form and writing its board gives a layout that looks the same. Pure.
 */
import { pairs } from '../../form/pairs';
import type { Text } from '../../model/field';
import {
  type ConditionDoc,
  type FieldDoc,
  type FormDoc,
  isTab,
  type Rows,
  type SectionDoc,
  type TabDoc,
} from './document';

export interface BoardSection {
  /** None for the rows that stand directly in a tab, and for fields that the layout does not name. */
  readonly label?: Text;
  readonly rows: Rows;
  readonly visible_when?: ConditionDoc;
  readonly collapsed?: boolean;
}

export interface BoardTab {
  readonly label?: Text;
  readonly visible_when?: ConditionDoc;
  readonly sections: readonly BoardSection[];
}

export interface Board {
  readonly tabs: readonly BoardTab[];
}

/** The names that sections get which the language does not allow without one. */
export interface Names {
  readonly basics: Text;
  readonly more: Text;
}

/** Kinds that take a whole row unless they say otherwise. */
const wide: ReadonlySet<string> = new Set([
  'long_text',
  'rich_text',
  'table',
  'file',
  'image',
  'address',
  'json',
  'separator',
  'explanation',
]);

export const isWide = (field: Pick<FieldDoc, 'kind'>) => wide.has(field.kind);

export function boardOf(form: FormDoc): Board {
  const known = new Set(form.fields.map(({ key }) => key));
  const seen = new Set<string>();
  const own = (rows: Rows) =>
    rows
      .map((row) => row.filter((key) => known.has(key) && !seen.has(key) && seen.add(key)))
      .filter((row) => row.length > 0);
  const section = ({ section: label, rows, visible_when, collapsed }: SectionDoc): BoardSection => ({
    label,
    rows: own(rows),
    ...(visible_when === undefined ? {} : { visible_when }),
    ...(collapsed === undefined ? {} : { collapsed }),
  });
  const blocks = form.layout ?? [];
  const first = blocks.filter((block): block is SectionDoc => !isTab(block)).map(section);
  const tabs = blocks.filter(isTab).map(({ tab: label, rows, sections, visible_when }): BoardTab => {
    const bare = rows && rows.length > 0 ? [{ rows: own(rows) }] : [];
    const sectionsOf = [...bare, ...(sections ?? []).map(section)];
    return { label, sections: sectionsOf, ...(visible_when === undefined ? {} : { visible_when }) };
  });
  const loose = form.fields.filter(({ key }) => !seen.has(key));
  const last = loose.length > 0 || (first.length === 0 && tabs.length === 0) ? [{ rows: pairs(loose, isWide) }] : [];
  return { tabs: [{ sections: [...first, ...last] }, ...tabs] };
}

/** The layout that draws `board`. Sections of the first tab that have no name get one. */
export function layoutOf(board: Board, names: Names): readonly (SectionDoc | TabDoc)[] {
  const [first, ...tabs] = board.tabs;
  const named = (section: BoardSection, index: number): SectionDoc => {
    const { label, ...rest } = section;
    return { section: label ?? (index === 0 ? names.basics : names.more), ...rest };
  };
  const sections = (first?.sections ?? [])
    .filter(({ label, rows }) => label !== undefined || rows.length > 0)
    .map(named);
  return [
    ...sections,
    ...tabs.map((tab): TabDoc => {
      const bare = tab.sections.filter(({ label }) => label === undefined).flatMap(({ rows }) => rows);
      const inner = tab.sections.filter(({ label }) => label !== undefined).map(named);
      return {
        tab: tab.label ?? names.more,
        ...(tab.visible_when === undefined ? {} : { visible_when: tab.visible_when }),
        ...(bare.length > 0 ? { rows: bare } : {}),
        ...(inner.length > 0 ? { sections: inner } : {}),
      };
    }),
  ];
}

/** Whether a tab is drawn: the first, which has no name, only when something is in it or there is no other. */
export const isShown = (board: Board, tab: number) =>
  tab > 0 || board.tabs.length === 1 || (board.tabs[0]?.sections.length ?? 0) > 0;

/** The tab that is open when `wanted` is asked for. */
export function openTab(board: Board, wanted: number): number {
  const tab = Math.min(wanted, board.tabs.length - 1);
  return isShown(board, tab) ? tab : 1;
}

/** The keys of a board from top to bottom. */
export function orderOf(board: Board): readonly string[] {
  return board.tabs.flatMap(({ sections }) => sections.flatMap(({ rows }) => rows.flat()));
}

/** Where a field stands. */
export interface Spot {
  readonly tab: number;
  readonly section: number;
  readonly row: number;
  readonly column: number;
}

export function spotOf(board: Board, key: string): Spot | undefined {
  for (const [tab, { sections }] of board.tabs.entries())
    for (const [section, { rows }] of sections.entries())
      for (const [row, keys] of rows.entries()) {
        const column = keys.indexOf(key);
        if (column >= 0) return { tab, section, row, column };
      }
  return undefined;
}

/** Columns of twelve that each field of a row takes, as forms draw it. */
export function spansOf(row: readonly FieldDoc[]): readonly number[] {
  const taken = row.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const free = row.filter(({ width }) => width === undefined).length;
  const share = free === 0 ? 0 : Math.max(2, Math.floor((12 - Math.min(12, taken)) / free));
  return row.map(({ width }) => Math.min(12, width ?? (share || 12)));
}

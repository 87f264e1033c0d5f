/** How wide each column is, which stay, and which of the others are drawn. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { readerOf } from '../fields/readers';
import { useWords } from '../i18n/text';
import type { Column } from '../model/columns';
import { optionsOf, useApp } from '../model/context';
import { type Layout, leadWidth, type Placed } from './layout';
import { widthOf } from './measure';
import type { Window } from './useWindow';
import { frozenWithin, stretch } from './widths';
import { columnsAt } from './window';

/** Longer words are cut: the others need room, too. */
const longest = 190;

/** The edges of a head, and the arrow of its order. */
const besideWords = 24 + 20;
/** Which of several orders it is. */
const rankWidth = 14;

/** What the head of a column needs, and the longest tag that may stand in it. */
function wordsOf(
  { path, label }: Column,
  tags: Readonly<Record<string, readonly string[]>>,
  sort: readonly string[],
): number {
  const ranked = sort.length > 1 && sort.some((item) => item.replace(/^-/, '') === path);
  const head = widthOf([label], '600 14px') + besideWords + (ranked ? rankWidth : 0);
  const tag = tags[path]?.length ? widthOf(tags[path], '400 12.5px') + 54 : 0;
  return Math.min(longest, Math.max(head, tag));
}

export function useLayout(
  columns: readonly Column[],
  widths: Readonly<Record<string, number>>,
  stays: number,
  sort: readonly string[],
  window: Window,
): { readonly sizes: readonly number[]; readonly layout: Layout } {
  const room = window.width - leadWidth;
  const app = useApp();
  const words = useWords();
  const { i18n } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const tags = useMemo(
    () =>
      Object.fromEntries(
        columns.map(({ path, field }) => [
          path,
          field.kind === 'select' ? optionsOf(app, field.options).map(({ label }) => words(label)) : [],
        ]),
      ),
    [columns, app, i18n.language],
  );
  const sizes = useMemo(
    () =>
      stretch(
        columns.map((column, index) => ({
          path: column.path,
          width: Math.max(readerOf(column.field.kind).width, index === 0 ? 200 : 0, wordsOf(column, tags, sort)),
        })),
        widths,
        room,
      ),
    [columns, widths, room, tags, sort],
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

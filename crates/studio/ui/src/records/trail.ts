/** The list that a record was opened from: which record comes before it and which after, also after loading the page anew. */
import type { QueryClient } from '@tanstack/react-query';
import { type Place, type QueryBody, queryRecords, type RecordPage } from '../api/records';

type Body = QueryBody & { readonly skip?: number };

export interface Trail {
  /** A part of the list, in its order. */
  readonly ids: readonly string[];
  /** How many records come before it. */
  readonly from: number;
  /** Of the whole list, when somebody counted. */
  readonly total: number | undefined;
  /** Whether more follows. */
  readonly more: boolean;
  /** How the list was asked for. */
  readonly body: Body;
}

export interface Step {
  /** From 1. */
  readonly at: number;
  readonly total: number | undefined;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** There is one before, or one after, that is not loaded yet. */
  readonly above: boolean;
  readonly beyond: boolean;
}

export function stepOf({ ids, from, total, more }: Trail, id: string): Step | undefined {
  const index = ids.indexOf(id);
  if (index < 0) return undefined;
  return {
    at: from + index + 1,
    total: total === undefined ? undefined : Math.max(total, from + ids.length),
    previous: ids[index - 1],
    next: ids[index + 1],
    above: index === 0 && from > 0,
    beyond: index === ids.length - 1 && more,
  };
}

/** A part of a list as a trail. A record may come twice when it moved between pages while one scrolled. */
export function trailOf(pages: readonly RecordPage[], asked: Body, total?: number): Trail {
  const { skip = 0, cursor: _, total: __, ...body } = asked;
  return {
    ids: [...new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)))],
    from: skip,
    total: pages[0]?.total ?? total,
    more: Boolean(pages.at(-1)?.next_cursor),
    body,
  };
}

const name = ({ app, form }: Place) => `formwork.trail.${app}.${form}`;

function stored(place: Place): Trail | undefined {
  try {
    const trail: unknown = JSON.parse(sessionStorage.getItem(name(place)) ?? '');
    return typeof trail === 'object' && trail !== null && 'ids' in trail && 'body' in trail
      ? (trail as Trail)
      : undefined;
  } catch {
    return undefined;
  }
}

function store(place: Place, trail: Trail) {
  try {
    sessionStorage.setItem(name(place), JSON.stringify(trail));
  } catch {
    // Without storage the way through the list ends with this page.
  }
}

/** What a list keeps of its pages: a table each page by itself, other views one after the other. */
function pagesIn(data: unknown): readonly RecordPage[] {
  if (typeof data !== 'object' || data === null) return [];
  if ('pages' in data && Array.isArray(data.pages)) return data.pages as readonly RecordPage[];
  return 'items' in data && Array.isArray(data.items) ? [data as RecordPage] : [];
}

const isBody = (part: unknown): part is Body => typeof part === 'object' && part !== null && !Array.isArray(part);

/** The same list without the place in it. */
const listOf = ({ skip: _, total: __, ...rest }: Body) => JSON.stringify(rest);

/** The list that shows `id`: one that is on the screen, else the one that was read last, else the one of before. */
export function findTrail(cache: QueryClient, place: Place, id: string): Trail | undefined {
  const queries = ['rows', 'records'].flatMap((root) =>
    cache.getQueryCache().findAll({ queryKey: [root, place.app, place.form] }),
  );
  const lists = queries.flatMap((query) => {
    const body = query.queryKey.at(-1);
    return isBody(body) ? [{ query, body, pages: pagesIn(query.state.data) }] : [];
  });
  const inOrder = lists.toSorted(
    (a, b) =>
      Number(b.query.isActive()) - Number(a.query.isActive()) ||
      b.query.state.dataUpdatedAt - a.query.state.dataUpdatedAt,
  );
  for (const { body, pages } of inOrder) {
    if (!pages.some(({ items }) => items.some((record) => record.id === id))) continue;
    // Only the first page of a table was counted.
    const counted = lists.find((other) => other.pages[0]?.total != null && listOf(other.body) === listOf(body));
    const trail = trailOf(pages, body, counted?.pages[0]?.total ?? undefined);
    store(place, trail);
    return trail;
  }
  const before = stored(place);
  return before?.ids.includes(id) ? before : undefined;
}

const stride = 50;

/** Loads the next part of the list, or the one before, and says which record stands there. */
export async function goBeyond(place: Place, trail: Trail, way: 'previous' | 'next'): Promise<string | undefined> {
  const { ids, from, body } = trail;
  const skip = way === 'next' ? from + ids.length : Math.max(0, from - stride);
  const limit = way === 'next' ? stride : from - skip;
  const asked: Body = { ...body, limit, skip };
  const page = await queryRecords(place, asked);
  const known = new Set(ids);
  const fresh = page.items.map(({ id }) => id).filter((id) => !known.has(id));
  if (way === 'next') store(place, { ...trail, ids: [...ids, ...fresh], more: Boolean(page.next_cursor) });
  else store(place, { ...trail, ids: [...fresh, ...ids], from: skip });
  return way === 'next' ? fresh[0] : fresh.at(-1);
}

/** The list that a record was opened from: which record comes before it and which after, also after loading the page anew. */
import type { QueryClient } from '@tanstack/react-query';
import { type Place, type QueryBody, queryRecords, type RecordPage } from '../api/records';

export interface Trail {
  readonly ids: readonly string[];
  readonly total: number | undefined;
  /** How to go on where the loaded part ends. */
  readonly more: { readonly body: QueryBody; readonly cursor: string } | undefined;
}

export interface Step {
  /** From 1. */
  readonly at: number;
  readonly total: number;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** There is a next record that is not loaded yet. */
  readonly beyond: boolean;
}

/** A record may come twice when it moved between pages while one scrolled. */
export function trailOf(pages: readonly RecordPage[], body: QueryBody): Trail {
  const ids = [...new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)))];
  const cursor = pages.at(-1)?.next_cursor;
  return { ids, total: pages[0]?.total ?? undefined, more: cursor ? { body, cursor } : undefined };
}

export function stepOf({ ids, total, more }: Trail, id: string): Step | undefined {
  const index = ids.indexOf(id);
  if (index < 0) return undefined;
  return {
    at: index + 1,
    total: Math.max(total ?? 0, ids.length),
    previous: ids[index - 1],
    next: ids[index + 1],
    beyond: ids[index + 1] === undefined && more !== undefined,
  };
}

const name = ({ app, form }: Place) => `formwork.trail.${app}.${form}`;

function stored(place: Place): Trail | undefined {
  try {
    const trail: unknown = JSON.parse(sessionStorage.getItem(name(place)) ?? '');
    return typeof trail === 'object' && trail !== null && 'ids' in trail ? (trail as Trail) : undefined;
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

const isPages = (data: unknown): data is { readonly pages: readonly RecordPage[] } =>
  typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages);

/** The list that shows `id`: one that is on the screen, else the one that was read last, else the one of before. */
export function findTrail(cache: QueryClient, place: Place, id: string): Trail | undefined {
  const lists = cache
    .getQueryCache()
    .findAll({ queryKey: ['records', place.app, place.form] })
    .toSorted((a, b) => Number(b.isActive()) - Number(a.isActive()) || b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const { state, queryKey } of lists) {
    if (!isPages(state.data)) continue;
    const trail = trailOf(state.data.pages, (queryKey[3] ?? {}) as QueryBody);
    if (!trail.ids.includes(id)) continue;
    store(place, trail);
    return trail;
  }
  const before = stored(place);
  return before?.ids.includes(id) ? before : undefined;
}

/** Loads the next part of the list and says what comes after. */
export async function goBeyond(place: Place, trail: Trail): Promise<string | undefined> {
  if (!trail.more) return undefined;
  const { body, cursor } = trail.more;
  const page = await queryRecords(place, { ...body, cursor });
  const known = new Set(trail.ids);
  const fresh = page.items.map(({ id }) => id).filter((id) => !known.has(id));
  const more = page.next_cursor ? { body, cursor: page.next_cursor } : undefined;
  store(place, { ...trail, ids: [...trail.ids, ...fresh], more });
  return fresh[0];
}

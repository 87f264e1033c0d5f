/** Records of a form: reading, listing, writing, history. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Rec } from '../model/app';
import { answer, api } from './client';
import type { components } from './records-schema';

export type QueryBody = components['schemas']['Query'];
export type HistoryEntry = components['schemas']['HistoryEntry'];

export interface Place {
  readonly app: string;
  readonly form: string;
}
export interface RecordPage {
  readonly items: readonly Rec[];
  readonly next_cursor?: string | null;
  readonly total?: number | null;
}

const path = (place: Place) => ({ app: place.app, form: place.form });

/** The most records that the server gives at once. */
const longestPage = 200;

/** One page of records. */
export async function queryRecords(place: Place, body: QueryBody): Promise<RecordPage> {
  return answer(api.POST('/data/{app}/{form}/query', { params: { path: path(place) }, body }));
}

/** All pages of a list, one after the other by cursor; the total is counted with the first page only. */
export const recordsQuery = (place: Place, body: QueryBody) =>
  infiniteQueryOptions({
    queryKey: ['records', place.app, place.form, body],
    queryFn: ({ pageParam }) =>
      queryRecords(place, pageParam === null ? { ...body, total: true } : { ...body, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    staleTime: 10_000,
  });

/** The first `count` records, by as many pages as that takes. */
export async function firstRecords(place: Place, body: QueryBody, count: number): Promise<RecordPage> {
  const items: Rec[] = [];
  let cursor: string | null | undefined;
  do {
    const limit = Math.min(longestPage, count - items.length);
    const page = await queryRecords(place, { ...body, limit, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && items.length < count);
  return { items, next_cursor: cursor ?? null };
}

/** A short list without paging: related records, pick-lists. */
export const shortListQuery = (place: Place, body: QueryBody) =>
  queryOptions({
    queryKey: ['short-list', place.app, place.form, body],
    queryFn: () => queryRecords(place, body),
    staleTime: 10_000,
  });

export const recordQuery = (place: Place, id: string, expand: readonly string[] = []) =>
  queryOptions({
    queryKey: ['record', place.app, place.form, id, expand],
    queryFn: () => getRecord(place, id, expand),
    staleTime: 10_000,
  });

/** A record as it is now. */
export function getRecord(place: Place, id: string, expand: readonly string[] = []): Promise<Rec> {
  return answer(
    api.GET('/data/{app}/{form}/{id}', {
      params: { path: { ...path(place), id }, query: expand.length > 0 ? { expand: expand.join(',') } : {} },
    }),
  );
}

export const historyQuery = (place: Place, id: string) =>
  infiniteQueryOptions({
    queryKey: ['history', place.app, place.form, id],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/data/{app}/{form}/{id}/history', {
          params: { path: { ...path(place), id }, query: pageParam === null ? {} : { cursor: pageParam } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export function createRecord(place: Place, values: Record<string, unknown>, key: string): Promise<Rec> {
  return answer(
    api.POST('/data/{app}/{form}', {
      params: { path: path(place), header: { 'Idempotency-Key': key } },
      body: values,
    }),
  );
}

export function updateRecord(place: Place, record: Rec, changes: Record<string, unknown>): Promise<Rec> {
  return answer(
    api.PATCH('/data/{app}/{form}/{id}', {
      params: { path: { ...path(place), id: record.id }, header: { 'If-Match': `"${record.version}"` } },
      body: changes,
    }),
  );
}

export function deleteRecord(place: Place, record: Rec) {
  return api.DELETE('/data/{app}/{form}/{id}', {
    params: { path: { ...path(place), id: record.id }, header: { 'If-Match': `"${record.version}"` } },
  });
}

/** Deletes many records, or none of them. */
export function deleteRecords(place: Place, ids: readonly string[]) {
  return answer(
    api.POST('/data/{app}/{form}/batch', {
      params: { path: path(place) },
      body: { atomic: true, operations: ids.map((id) => ({ delete: id })) },
    }),
  );
}

/** Deleted records that can be restored. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { newKey } from '../lib/newKey';
import { answer, api } from './client';
import type { components } from './schema';

export type Trashed = components['schemas']['TrashView'];

export interface TrashSearch {
  readonly form?: string | undefined;
  readonly search?: string | undefined;
}

/** What the person may restore, latest first. */
export const trashQuery = (app: string, { form, search }: TrashSearch) =>
  infiniteQueryOptions({
    queryKey: ['trash', app, form ?? null, search ?? null],
    queryFn: ({ pageParam }) => {
      const query = {
        ...(form ? { form } : {}),
        ...(search ? { search } : {}),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return answer(api.GET('/apps/{app}/trash', { params: { path: { app }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
  });

/** Restores all of these records, or none of them. */
export function restoreRecords(app: string, ids: readonly string[]) {
  return answer(
    api.POST('/apps/{app}/trash/restore', {
      params: { path: { app }, header: { 'Idempotency-Key': newKey() } },
      body: { ids: [...ids] },
    }),
  );
}

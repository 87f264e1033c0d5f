/** What others said to the person: mentions, and comments on records that concern them. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { components } from './schema';

export type Notice = components['schemas']['NoticeView'];

const page = (unread: boolean, limit: number, cursor: string | null) => {
  const query = { limit, ...(unread ? { unread } : {}), ...(cursor === null ? {} : { cursor }) };
  return answer(api.GET('/notices', { params: { query } }));
};

export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notices', unread],
    queryFn: ({ pageParam }) => page(unread, 20, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
  });

/** How many are unread; the stream of events keeps it true. */
export const unreadQuery = queryOptions({
  queryKey: ['unread'],
  queryFn: async () => (await page(true, 1, null)).unread,
  staleTime: 300_000,
});

export const markRead = (which: components['schemas']['NoticesRead']) => api.POST('/notices/read', { body: which });

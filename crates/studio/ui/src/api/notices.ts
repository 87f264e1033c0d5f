/** What others said to the person: mentions, and comments on records that concern them. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './call';

export interface Notice {
  readonly id: string;
  readonly at: string;
  readonly kind: 'mention' | 'comment';
  readonly app: string;
  readonly form: string;
  readonly record: string;
  /** Absent, as the text is, when the record may no longer be read. */
  readonly title?: string | null;
  readonly by?: string | null;
  readonly text?: string | null;
  readonly read: boolean;
}
interface NoticePage {
  readonly items: readonly Notice[];
  readonly unread: number;
  readonly next_cursor?: string | null;
}

const page = (unread: boolean, limit: number, cursor: string | null) =>
  call<NoticePage>(
    'GET',
    `notices?${new URLSearchParams({ limit: String(limit), ...(unread ? { unread: 'true' } : {}), ...(cursor ? { cursor } : {}) })}`,
  );

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

export const markRead = (which: { readonly ids: readonly string[] } | { readonly all: true }) =>
  call<void>('POST', 'notices/read', which);

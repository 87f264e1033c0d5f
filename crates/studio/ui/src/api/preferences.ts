/** What a person prefers, kept by the server for every browser of theirs; until it answers, and while it is away, as this browser remembers it. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { recall, remember } from '../lib/stored';
import { answer, api } from './client';

type All = Readonly<Record<string, unknown>>;

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: (): Promise<All> => answer(api.GET('/preferences')),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Stores a preference; of several changes in a moment the last. */
function store(key: string, value: unknown) {
  clearTimeout(waiting.get(key));
  waiting.set(
    key,
    setTimeout(() => {
      waiting.delete(key);
      const params = { path: { key } };
      // A preference that could not be stored is still remembered here.
      void (
        value === undefined
          ? api.DELETE('/preferences/{key}', { params })
          : api.PUT('/preferences/{key}', { params, body: value as never })
      ).catch(() => undefined);
    }, 800),
  );
}

/** One preference and how to change it; undefined forgets it. */
export function usePreference<T>(key: string): readonly [T | undefined, (value: T | undefined) => void] {
  const cache = useQueryClient();
  const { data } = useQuery(preferencesQuery);
  const value = (data ? data[key] : recall<unknown>(`preference.${key}`, undefined)) as T | undefined;
  const change = useCallback(
    (value: T | undefined) => {
      remember(`preference.${key}`, value ?? null);
      cache.setQueryData<All>(preferencesQuery.queryKey, (all) => ({ ...all, [key]: value }));
      store(key, value);
    },
    [cache, key],
  );
  return [value ?? undefined, change];
}

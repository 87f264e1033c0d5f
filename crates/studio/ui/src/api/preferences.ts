/** What a person likes, kept by the server for them alone: it follows them to every browser. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { say } from '../components/toasts';
import { call } from './call';
import { sentence } from './errors';

export type Preferences = Readonly<Record<string, unknown>>;

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: () => call<Preferences>('GET', 'preferences'),
  staleTime: 300_000,
});

export const putPreference = (key: string, value: unknown) =>
  call<void>('PUT', `preferences/${encodeURIComponent(key)}`, value);

/** One preference and how to change it. The change shows at once, and is taken back when the server refuses it. */
export function usePreference<T>(key: string, fallback: T): readonly [T, (value: T) => void] {
  const cache = useQueryClient();
  const { data } = useQuery({ ...preferencesQuery, retry: false });
  const change = useMutation({
    mutationFn: (value: T) => putPreference(key, value),
    onMutate: async (value) => {
      await cache.cancelQueries({ queryKey: preferencesQuery.queryKey });
      const before = cache.getQueryData(preferencesQuery.queryKey);
      cache.setQueryData(preferencesQuery.queryKey, { ...before, [key]: value });
      return before;
    },
    onError: (error, _value, before) => {
      cache.setQueryData(preferencesQuery.queryKey, before);
      say(sentence(error), 'bad');
    },
  });
  const value = data?.[key];
  return [value === undefined ? fallback : (value as T), change.mutate];
}

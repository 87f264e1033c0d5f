/** Who is signed in: the caller, signing in and out. */
import { queryOptions } from '@tanstack/react-query';
import type { Text } from '../model/field';
import { answer, api } from './client';
import type { components } from './schema';

/** The caller. The document calls labels objects; they are texts of definitions. */
export type Me = Omit<components['schemas']['Me'], 'apps'> & {
  readonly apps: readonly (Omit<components['schemas']['MyApp'], 'label' | 'description'> & { readonly label: Text })[];
};
export type Public = components['schemas']['PublicInfo'];
export type DemoPerson = components['schemas']['DemoPerson'];

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const me: unknown = await answer(api.GET('/me'));
    return me as Me;
  },
  staleTime: 60_000,
});

export const publicQuery = queryOptions({
  queryKey: ['public'],
  queryFn: () => answer(api.GET('/public')),
  staleTime: 60_000,
});

export function signIn(account: string, password: string) {
  return answer(api.POST('/auth/login', { body: { account, password } }));
}

export function signOut() {
  return api.POST('/auth/logout');
}

export function setUp(body: { token: string; account: string; name: string; password: string }) {
  return answer(api.POST('/setup', { body }));
}

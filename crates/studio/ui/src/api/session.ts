/** Who is signed in: the caller, signing in and out. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { components } from './schema';

export type Me = components['schemas']['Me'];
export type Public = components['schemas']['Public'];
export type DemoPerson = components['schemas']['DemoPerson'];

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(api.GET('/api/v1/me')),
  staleTime: 60_000,
});

export const publicQuery = queryOptions({
  queryKey: ['public'],
  queryFn: () => answer(api.GET('/api/v1/public')),
  staleTime: 60_000,
});

export function signIn(account: string, password: string) {
  return answer(api.POST('/api/v1/auth/login', { body: { account, password } }));
}

export function signOut() {
  return api.POST('/api/v1/auth/logout');
}

export function setUp(body: { token: string; account: string; name: string; password: string }) {
  return answer(api.POST('/api/v1/setup', { body }));
}

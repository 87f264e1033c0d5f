/** What a person may change about themselves: password, language, keys for programs. */
import { queryOptions } from '@tanstack/react-query';
import type { Language } from '../i18n';
import { answer, api } from './client';
import type { components } from './schema';

export type ApiKey = components['schemas']['KeyView'];

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async () => (await answer(api.GET('/keys'))).items,
});

/** Makes a key; it is answered this once. */
export const addKey = (name: string, expires_at: string | undefined) =>
  answer(api.POST('/keys', { body: { name, ...(expires_at ? { expires_at } : {}) } }));

export const removeKey = (id: string) => api.DELETE('/keys/{id}', { params: { path: { id } } });

/** Ends every session of the person, this one too. */
export const changePassword = (id: string, old_password: string, password: string) =>
  api.PATCH('/users/{id}', { params: { path: { id } }, body: { old_password, password } });

export const changeLocale = (id: string, locale: Language) =>
  api.PATCH('/users/{id}', { params: { path: { id } }, body: { locale } });

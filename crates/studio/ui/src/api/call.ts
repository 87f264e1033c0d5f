/** A call whose body the generated types describe as complete where the route takes parts; it passes the same gate and is refused in the same way. */
import { currentLanguage } from '../i18n';
import { refusal } from './client';
import { ApiError } from './errors';
import { throughSession } from './gate';

export async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const request: RequestInit = {
    method,
    headers: {
      'Accept-Language': currentLanguage(),
      'X-Formwork': '1',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  };
  const address = `/api/v1/${path}`;
  const response = await throughSession(address, () =>
    fetch(address, request).catch(() => Promise.reject(new ApiError(0, { code: 'offline', detail: '' }))),
  );
  if (!response.ok) throw await refusal(response);
  return response.status === 204 ? (undefined as T) : response.json();
}

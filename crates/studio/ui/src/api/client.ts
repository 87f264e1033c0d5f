/** The typed client of the REST API. It adds what every request needs and turns every refusal into an `ApiError`. */
import createClient, { type Middleware } from 'openapi-fetch';
import { currentLanguage } from '../i18n';
import { ApiError, type Problem } from './errors';
import { throughSession } from './gate';
import type { paths as recordPaths } from './records-schema';
import { noteAnswer } from './refused';
import type { paths } from './schema';

const refusals: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLanguage());
    request.headers.set('X-Formwork', '1');
    return request;
  },
  async onResponse({ request, response }) {
    noteAnswer(request.url, response.status);
    if (response.ok) return undefined;
    throw await refusal(response);
  },
  onError() {
    return new ApiError(0, { code: 'offline', detail: '' });
  },
};

/** Reads the problem that a response carries. */
export async function refusal(response: Response): Promise<ApiError> {
  const fallback: Problem = { code: `http_${response.status}`, detail: '' };
  try {
    const body: unknown = await response.json();
    const problem = typeof body === 'object' && body !== null ? { ...fallback, ...body } : fallback;
    return new ApiError(response.status, problem);
  } catch {
    return new ApiError(response.status, fallback);
  }
}

export const api = createClient<paths & recordPaths>({
  baseUrl: `${globalThis.location?.origin ?? 'http://localhost'}/api/v1`,
  fetch: (request) => throughSession(request.url, () => fetch(request.clone())),
});
api.use(refusals);

/** The answer of a call that throws when refused, so its data is there. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

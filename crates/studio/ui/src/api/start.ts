/** Where signing in leads to: the workbench, or the app that the person chose to begin with. */
import type { QueryClient } from '@tanstack/react-query';
import { preferencesQuery } from './preferences';
import { meQuery } from './session';

export const startKey = 'start';

export async function startPage(cache: QueryClient): Promise<string> {
  try {
    const [me, preferences] = await Promise.all([cache.fetchQuery(meQuery), cache.fetchQuery(preferencesQuery)]);
    const app = preferences[startKey];
    return me.apps.some(({ key }) => key === app) ? `/a/${app}` : '/';
  } catch {
    return '/';
  }
}

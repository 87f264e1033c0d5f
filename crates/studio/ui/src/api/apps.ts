/** The apps, their models, and what administrators do with them as a whole. */
import { queryOptions } from '@tanstack/react-query';
import type { AppModel } from '../model/app';
import type { Text } from '../model/field';
import { call } from './call';
import { answer, api } from './client';
import type { Issue } from './errors';

export const appQuery = (app: string) =>
  queryOptions({
    queryKey: ['app', app],
    queryFn: async () => {
      const model: unknown = await answer(api.GET('/apps/{app}', { params: { path: { app } } }));
      return model as AppModel;
    },
    staleTime: 60_000,
  });

export interface AppEntry {
  readonly key: string;
  readonly label: Text;
  readonly description?: Text | null;
  readonly icon?: string | null;
  readonly colour?: string | null;
  readonly version: string;
  readonly release: number;
}

export const appsQuery = queryOptions({
  queryKey: ['apps'],
  queryFn: async () => (await call<{ items: readonly AppEntry[] }>('GET', 'apps')).items,
  staleTime: 30_000,
});

export interface PlanStep {
  readonly kind: string;
  readonly form: string;
  readonly field?: string | null;
  readonly text: string;
  readonly rows: number;
}

/** What publishing would do. */
export interface Plan {
  readonly changes: readonly string[];
  readonly steps: readonly PlanStep[];
  readonly blocking: readonly Issue[];
}

export interface Release {
  readonly number: number;
  readonly created_at: string;
  readonly created_by?: string | null;
  readonly note: string;
  readonly current: boolean;
  /** What differs from the release before, in words. */
  readonly changes: readonly string[];
}

export interface Difference {
  readonly kind: string;
  readonly path: string;
  readonly text: string;
}

export const planQuery = (app: string, version: string) =>
  queryOptions({
    queryKey: ['plan', app, version],
    queryFn: () => call<Plan>('POST', `apps/${app}/plan`),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const releasesQuery = (app: string) =>
  queryOptions({
    queryKey: ['releases', app],
    queryFn: async () => (await call<{ items: readonly Release[] }>('GET', `apps/${app}/releases`)).items,
  });

export const differencesQuery = (app: string, from: number, to: number | 'draft', version = '') =>
  queryOptions({
    queryKey: ['differences', app, from, to, version],
    queryFn: async () =>
      (await call<{ differences: readonly Difference[] }>('GET', `apps/${app}/diff?from=${from}&to=${to}`)).differences,
  });

export const publish = (app: string): Promise<{ readonly release: number; readonly plan: Plan }> =>
  call('POST', `apps/${app}/publish`);

export const restoreRelease = (app: string, release: number): Promise<{ readonly release: number }> =>
  call('POST', `apps/${app}/releases/${release}/restore`);

export const packageAddress = (app: string, data: boolean) =>
  `/api/v1/apps/${encodeURIComponent(app)}/export${data ? '?data=true' : ''}`;

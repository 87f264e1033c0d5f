/** The apps, their models, and what administrators do with them as a whole. */
import { queryOptions } from '@tanstack/react-query';
import type { AppModel } from '../model/app';
import type { Text } from '../model/field';
import { answer, api } from './client';
import type { Issue } from './errors';
import type { components } from './schema';

type Schemas = components['schemas'];

export const appQuery = (app: string) =>
  queryOptions({
    queryKey: ['app', app],
    queryFn: async () => {
      const model: unknown = await answer(api.GET('/apps/{app}', { params: { path: { app } } }));
      return model as AppModel;
    },
    staleTime: 60_000,
  });

/** The document knows names only as objects. */
export type AppEntry = Omit<Schemas['AppView'], 'label' | 'description'> & {
  readonly label: Text;
  readonly description?: Text | null;
};

export const appsQuery = queryOptions({
  queryKey: ['apps'],
  queryFn: async () => {
    const { items }: { readonly items: readonly unknown[] } = await answer(api.GET('/apps'));
    return items as readonly AppEntry[];
  },
  staleTime: 30_000,
});

export type PlanStep = Schemas['PlanStepView'];
/** What publishing would do. */
export type Plan = Omit<Schemas['PlanView'], 'blocking'> & { readonly blocking: readonly Issue[] };
export type Release = Schemas['ReleaseView'];
export type Difference = Omit<Schemas['DifferenceView'], 'old' | 'new'> & {
  readonly old?: unknown;
  readonly new?: unknown;
};

export const planQuery = (app: string, version: string) =>
  queryOptions({
    queryKey: ['plan', app, version],
    queryFn: (): Promise<Plan> => answer(api.POST('/apps/{app}/plan', { params: { path: { app } } })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const releasesQuery = (app: string) =>
  queryOptions({
    queryKey: ['releases', app],
    queryFn: async () => (await answer(api.GET('/apps/{app}/releases', { params: { path: { app } } }))).items,
  });

export const differencesQuery = (app: string, from: number, to: number | 'draft', version = '') =>
  queryOptions({
    queryKey: ['differences', app, from, to, version],
    queryFn: async (): Promise<readonly Difference[]> => {
      const query = { from: String(from), to: String(to) };
      return (await answer(api.GET('/apps/{app}/diff', { params: { path: { app }, query } }))).differences;
    },
  });

export const publish = (app: string, note: string) =>
  answer(api.POST('/apps/{app}/publish', { params: { path: { app } }, body: { note } }));

export const restoreRelease = (app: string, number: number) =>
  answer(api.POST('/apps/{app}/releases/{number}/restore', { params: { path: { app, number } } }));

export const packageAddress = (app: string, data: boolean) =>
  `/api/v1/apps/${encodeURIComponent(app)}/export${data ? '?data=true' : ''}`;

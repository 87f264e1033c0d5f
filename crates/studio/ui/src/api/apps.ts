/** The models of apps. */
import { queryOptions } from '@tanstack/react-query';
import type { AppModel } from '../model/app';
import { answer, api } from './client';

export const appQuery = (app: string) =>
  queryOptions({
    queryKey: ['app', app],
    queryFn: async () => {
      const model: unknown = await answer(api.GET('/apps/{app}', { params: { path: { app } } }));
      return model as AppModel;
    },
    staleTime: 60_000,
  });

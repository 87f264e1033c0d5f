/** People and departments of the organisation, read once and kept. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import type { components } from './schema';

export type Person = components['schemas']['PersonView'];
export type Department = components['schemas']['DepartmentView'];

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async () => (await answer(api.GET('/users'))).items,
  staleTime: 300_000,
});

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async () => (await answer(api.GET('/departments'))).items,
  staleTime: 300_000,
});

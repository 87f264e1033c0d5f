/** Which group a record of a list of cards belongs to, and how many are in it. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FormModel, Rec, View } from '../../model/app';
import { useApp } from '../../model/context';
import { byMonth, groupField, groupsOf } from './rows';
import { groupKey } from './search';
import { sumsOf } from './sums';
import type { ListPlace } from './useListPlace';
import { conditionOf } from './useRecords';

export function useCardGroups(form: FormModel, view: View, place: ListPlace) {
  const app = useApp();
  const key = groupKey(place.search, view);
  const field = useMemo(() => (key ? groupField(form, key) : undefined), [form, key]);
  const where = conditionOf(view, place);
  const { data } = useQuery({
    queryKey: ['aggregate', app.key, form.key, 'groups', field?.key, where ?? null],
    queryFn: ({ signal }) => sumsOf({ app: app.key, form: form.key }, where, field, {}, signal),
    // The aggregate knows no search: what is found is not counted by groups.
    enabled: field !== undefined && place.search.q === undefined,
    retry: false,
    staleTime: 10_000,
  });
  return useMemo(() => {
    if (!field) return undefined;
    const textOf = (value: unknown) =>
      byMonth(field) ? String(value ?? '').slice(0, 7) : JSON.stringify(value ?? null);
    const counted = new Map(groupsOf(data ?? [], field, {}, []).map((group) => [textOf(group.value), group.count]));
    const of = (record: Rec) => textOf(record[field.key]);
    return {
      field,
      of,
      valueOf: (record: Rec) => record[field.key] ?? null,
      countOf: (record: Rec) => (place.search.q === undefined ? counted.get(of(record)) : undefined),
    };
  }, [field, data, place.search.q]);
}

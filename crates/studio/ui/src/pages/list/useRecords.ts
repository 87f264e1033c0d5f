/** The records of a list as the address narrows them. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type QueryBody, recordsQuery } from '../../api/records';
import { both } from '../../filter/filter';
import type { FormModel, Rec, View } from '../../model/app';
import { useApp } from '../../model/context';
import type { ListPlace } from './useListPlace';

/** The condition of a list: the view's own and what was added to it. */
export function conditionOf(view: View, place: ListPlace): unknown {
  return both(view.filter, place.search.filter);
}

export function useRecords(
  form: FormModel,
  view: View,
  place: ListPlace,
  expand: readonly string[],
  /** The field by which records stand together, before any other order. */
  group?: string,
) {
  const app = useApp();
  const { sort, q } = place.search;
  const where = conditionOf(view, place);
  const wanted = sort?.split(',') ?? view.sort ?? [];
  const leading = wanted.filter((path) => path.replace(/^-/, '') === group);
  const first = leading.length > 0 || group === undefined ? leading : [group];
  const order = [...first, ...wanted.filter((path) => !leading.includes(path))];
  const body: QueryBody = {
    limit: 100,
    ...(where === undefined ? {} : { where }),
    ...(order.length ? { sort: order } : {}),
    ...(q ? { q } : {}),
    ...(expand.length ? { expand: [...expand] } : {}),
  };
  const query = useInfiniteQuery(recordsQuery({ app: app.key, form: form.key }, body));
  const rows = useMemo(() => {
    // A record may come twice when it moved between pages while one scrolled.
    const byId = new Map<string, Rec>();
    for (const page of query.data?.pages ?? []) for (const record of page.items) byId.set(record.id, record);
    return [...byId.values()];
  }, [query.data]);
  return { ...query, rows, total: query.data?.pages[0]?.total ?? undefined };
}

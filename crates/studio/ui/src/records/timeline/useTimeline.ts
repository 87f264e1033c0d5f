/** What happened to a record: changes, comments and follow-ups, loaded page by page and brought together. */
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Comment, commentsQuery } from '../../api/comments';
import { type HistoryEntry, historyQuery, type Place, shortListQuery } from '../../api/records';
import type { FormModel, Rec } from '../../model/app';
import { useApp } from '../../model/context';
import { type Activity, activityOf } from '../activity';
import { relatedOf } from '../related';
import { mergeStreams, type Stream } from './streams';

export type Entry =
  | { readonly kind: 'change'; readonly at: string; readonly change: HistoryEntry }
  | { readonly kind: 'comment'; readonly at: string; readonly comment: Comment }
  | { readonly kind: 'activity'; readonly at: string; readonly activity: Activity; readonly record: Rec };

export const sides = ['all', 'activity', 'comment', 'change'] as const;
export type Side = (typeof sides)[number];

const pageSize = 20;

export function useActivities(form: FormModel): readonly Activity[] {
  const app = useApp();
  return useMemo(() => relatedOf(app, form).flatMap((relation) => activityOf(relation) ?? []), [app, form]);
}

export function useTimeline(place: Place, form: FormModel, record: Rec, side: Side) {
  const activities = useActivities(form);
  const [depth, setDepth] = useState(1);
  const history = useInfiniteQuery(historyQuery(place, record.id));
  const comments = useInfiniteQuery({ ...commentsQuery(place, record.id), retry: false });
  const followUps = useQueries({
    queries: activities.map(({ relation, moment }) => ({
      ...shortListQuery(
        { app: place.app, form: relation.form.key },
        {
          where: { field: relation.field.key, op: 'eq', value: record.id },
          sort: [`-${moment.key}`],
          limit: Math.min(200, pageSize * depth),
          total: true,
        },
      ),
      retry: false,
    })),
  });

  const streams: Stream<Entry>[] = [];
  const next: (() => void)[] = [];
  const add = (wanted: Side, items: readonly Entry[], more: boolean, load: () => void) => {
    if (side !== 'all' && side !== wanted) return;
    streams.push({ items, more });
    next.push(load);
  };
  const changes = history.data?.pages.flatMap(({ items }) => items) ?? [];
  add(
    'change',
    changes.map((change) => ({ kind: 'change', at: change.at, change })),
    history.hasNextPage,
    () => void history.fetchNextPage(),
  );
  const said = comments.data?.pages.flatMap(({ items }) => items) ?? [];
  add(
    'comment',
    said.map((comment) => ({ kind: 'comment', at: comment.at, comment })),
    comments.hasNextPage,
    () => void comments.fetchNextPage(),
  );
  let done = 0;
  for (const [index, activity] of activities.entries()) {
    const page = followUps[index]?.data;
    done += page?.total ?? page?.items.length ?? 0;
    add(
      'activity',
      (page?.items ?? []).map((item) => ({
        kind: 'activity',
        at: String(item[activity.moment.key] ?? item.created_at),
        activity,
        record: item,
      })),
      Boolean(page?.next_cursor) && pageSize * depth < 200,
      () => setDepth((depth) => depth + 1),
    );
  }
  const merged = mergeStreams(streams);
  return {
    activities,
    entries: merged.items,
    more: merged.behind.length > 0,
    loadMore: () => {
      for (const index of merged.behind) next[index]?.();
    },
    loading: history.isPending || comments.isPending || followUps.some(({ isPending }) => isPending),
    loadingMore: history.isFetchingNextPage || comments.isFetchingNextPage,
    error: history.error,
    commentsError: comments.error,
    retry: () => void history.refetch(),
    counts: { comment: said.length, activity: done },
  };
}

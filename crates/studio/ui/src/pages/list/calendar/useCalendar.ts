/** What a calendar shows: the records of its days, those without a day, and how one is put on another day. */
import { useQuery } from '@tanstack/react-query';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { firstRecords, shortListQuery } from '../../../api/records';
import { useChange, withPending } from '../../../components/useChange';
import { both } from '../../../filter/filter';
import { useToday } from '../../../lib/today';
import type { FormModel, Rec, View } from '../../../model/app';
import { fieldOf, optionsOf, titleOf, useApp } from '../../../model/context';
import type { Field } from '../../../model/field';
import { systemField } from '../../../model/system';
import type { ListPlace } from '../useListPlace';
import { useLook } from '../useLook';
import { conditionOf } from '../useRecords';
import { boundsOf, covered, dateOf, daysBetween, placed, shifted, weeksOf } from './month';

/** So many records at most are put on the days: a team's month, and more than anybody reads. */
export const mostShown = 1000;

export const mayWrite = (form: FormModel, field: Field | undefined) =>
  field !== undefined &&
  form.rights.update &&
  field.right === 'write' &&
  field.read_only !== true &&
  (field.kind === 'date' || field.kind === 'date_time');

export function useCalendar(form: FormModel, view: View, place: ListPlace, month: Dayjs) {
  const { t } = useTranslation();
  const app = useApp();
  const { today, zone } = useToday();
  const { pending, change, hold } = useChange(form);
  const weeks = weeksOf(month);
  const days = weeks.flat();
  const start = view.start === undefined ? undefined : (fieldOf(form, view.start) ?? systemField(view.start));
  const end = view.end === undefined || view.end === view.start ? undefined : fieldOf(form, view.end);
  const kind = start?.kind === 'date' ? 'date' : 'date_time';
  const range = boundsOf(days, kind, zone);
  const starts = { field: view.start, op: 'between', value: range };
  const ends = end && boundsOf(days, end.kind === 'date' ? 'date' : 'date_time', zone);
  const within = end
    ? {
        all: [
          { field: view.start, op: 'le', value: range[1] },
          { any: [{ field: view.end, op: 'ge', value: ends?.[0] }, starts] },
        ],
      }
    : starts;
  const where = conditionOf(view, place);
  const search = place.search.q ? { q: place.search.q } : {};
  const at = { app: app.key, form: form.key };
  const asked = { where: both(where, within), sort: [view.start ?? ''], ...search };
  const query = useQuery({
    queryKey: ['short-list', app.key, form.key, asked, mostShown],
    queryFn: () => firstRecords(at, asked, mostShown),
    staleTime: 10_000,
    enabled: start !== undefined,
    placeholderData: (before) => before,
  });
  const movable = mayWrite(form, start) && (end === undefined || mayWrite(form, end));
  const loose = useQuery({
    ...shortListQuery(at, {
      where: both(where, { field: view.start, op: 'is_empty' }),
      limit: 50,
      total: true,
      sort: ['-updated_at'],
      ...search,
    }),
    enabled: movable,
  });
  const shown = start
    ? withPending([...(query.data?.items ?? []), ...(loose.data?.items ?? [])], pending)
    : ([] as readonly Rec[]);
  const byDay = new Map<string, Rec[]>();
  if (start)
    for (const record of shown)
      for (const day of covered(days, record[start.key], end && record[end.key], zone))
        byDay.set(day, [...(byDay.get(day) ?? []), record]);
  const unscheduled = start ? shown.filter((record) => dateOf(record[start.key], zone) === undefined) : [];
  const { state, lookOf } = useLook(form, view);

  /** Puts a record on a day; its end goes along. */
  function put(record: Rec, day: string) {
    if (!start) return;
    const value = record[start.key];
    const from = dateOf(value, zone);
    if (from === day) return;
    const until = end && record[end.key];
    const changes: Record<string, unknown> =
      typeof value === 'string' && from !== undefined
        ? {
            [start.key]: shifted(value, daysBetween(from, day), zone),
            ...(end && typeof until === 'string' ? { [end.key]: shifted(until, daysBetween(from, day), zone) } : {}),
          }
        : { [start.key]: placed(day, start.kind, zone) };
    change(record, changes, t('calendar.moved', { title: titleOf(form, record), day }));
  }

  return {
    weeks,
    days,
    today,
    zone,
    start,
    end,
    query,
    loose,
    byDay,
    unscheduled,
    unscheduledTotal: Math.max(loose.data?.total ?? 0, unscheduled.length),
    movable,
    hold,
    put,
    dayOf: (record: Rec) => (start ? dateOf(record[start.key], zone) : undefined),
    tint: lookOf,
    legend: state
      ? optionsOf(app, state.options).filter(
          ({ key, retired }) => retired !== true && shown.some((record) => record[state.key] === key),
        )
      : [],
  };
}

export type Calendar = ReturnType<typeof useCalendar>;

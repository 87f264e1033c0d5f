/** A view as a month: each record on the days from its start to its end. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortListQuery } from '../../../api/records';
import { Empty, Failed } from '../../../components/State';
import { both } from '../../../filter/filter';
import { useWords } from '../../../i18n/text';
import type { Rec } from '../../../model/app';
import { fieldOf, optionPath, optionsOf, titleOf, useApp } from '../../../model/context';
import { systemField } from '../../../model/system';
import { conditionOf } from '../useRecords';
import type { ViewProps } from '../views';
import { covered, weeksOf } from './month';
import './calendar.css';

const most = 4;

export default function CalendarView({ form, view, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const [month, setMonth] = useState(() => dayjs().startOf('month'));
  const weeks = weeksOf(month);
  const days = weeks.flat();
  const start = view.start === undefined ? undefined : (fieldOf(form, view.start) ?? systemField(view.start));
  const end = view.end === undefined ? undefined : fieldOf(form, view.end);
  const bound = (day: string | undefined, last: boolean) =>
    start?.kind === 'date'
      ? day
      : dayjs(day)
          .add(last ? 1 : 0, 'day')
          .toISOString()
          .replace('.000Z', 'Z');
  const range = [bound(days[0], false), bound(days.at(-1), true)];
  const starts = { field: view.start, op: 'between', value: range };
  const within = end
    ? {
        all: [
          { field: view.start, op: 'le', value: range[1] },
          { any: [{ field: view.end, op: 'ge', value: range[0] }, starts] },
        ],
      }
    : starts;
  const query = useQuery({
    ...shortListQuery(
      { app: app.key, form: form.key },
      {
        where: both(conditionOf(view, place), within),
        limit: 200,
        sort: [view.start ?? ''],
        ...(place.search.q ? { q: place.search.q } : {}),
      },
    ),
    enabled: start !== undefined,
  });
  if (!start) return <Empty title={t('list.unknownView')} />;
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  const state = form.fields.find((field) => field.kind === 'select');
  const tint = (record: Rec) => {
    const value = state && record[state.key];
    if (state?.kind !== 'select' || typeof value !== 'string') return 'tint-blue';
    return `tint-${optionPath(optionsOf(app, state.options), value).at(-1)?.colour ?? 'slate'}`;
  };
  const byDay = new Map<string, Rec[]>();
  for (const record of query.data?.items ?? [])
    for (const day of covered(days, record[start.key], end && record[end.key]))
      byDay.set(day, [...(byDay.get(day) ?? []), record]);
  const today = dayjs().format('YYYY-MM-DD');
  return (
    <div className="calendar">
      <div className="calendar-bar">
        <h3>{month.format(t('calendar.month'))}</h3>
        <Button
          icon={<LeftOutlined />}
          aria-label={t('calendar.before')}
          onClick={() => setMonth(month.subtract(1, 'month'))}
        />
        <Button onClick={() => setMonth(dayjs().startOf('month'))}>{t('calendar.today')}</Button>
        <Button
          icon={<RightOutlined />}
          aria-label={t('calendar.after')}
          onClick={() => setMonth(month.add(1, 'month'))}
        />
        {query.data?.next_cursor && <span className="mute">{t('calendar.many')}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="calendar-scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {weeks[0]?.map((day) => (
                <th key={day} scope="col">
                  {dayjs(day).format('ddd')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((day) => {
                  const records = byDay.get(day) ?? [];
                  return (
                    <td
                      key={day}
                      className={`${dayjs(day).month() === month.month() ? '' : 'outside'}${day === today ? ' today' : ''}`}
                    >
                      <time dateTime={day} className="number">
                        {dayjs(day).date()}
                      </time>
                      <ul>
                        {records.slice(0, most).map((record) => (
                          <li key={record.id}>
                            <button
                              type="button"
                              className={`calendar-chip ellipsis ${tint(record)}`}
                              onClick={() => place.set({ record: record.id })}
                            >
                              {titleOf(form, record)}
                            </button>
                          </li>
                        ))}
                        {records.length > most && (
                          <li className="mute">{t('calendar.rest', { count: records.length - most })}</li>
                        )}
                      </ul>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <span className="visually-hidden">{words(view.label)}</span>
    </div>
  );
}

/** What waits for the person, over every app: what is late first. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvents } from '../../api/events';
import { queryRecords } from '../../api/records';
import { Icon } from '../../components/icons';
import { Empty, Failed, Loading } from '../../components/State';
import { Tag } from '../../components/Tag';
import { FieldCell } from '../../fields/FieldValue';
import { useWords } from '../../i18n/text';
import { formatDateTime } from '../../lib/format';
import { civil, useToday } from '../../lib/today';
import type { AppModel } from '../../model/app';
import { AppContext, titleOf } from '../../model/context';
import { stateField } from './mine';
import { inOrder, type Task, taskViews, type Urgency, urgencyOf } from './tasks';
import '../../components/switch.css';

const shownAtOnce = 8;
const choices = ['all', 'today', 'overdue'] as const;

export function useTasks(apps: readonly AppModel[]) {
  const views = apps.flatMap(taskViews);
  const lists = useQueries({
    queries: views.map(({ app, form, view, due }) => ({
      queryKey: ['workbench', 'tasks', app.key, form.key, view.key],
      queryFn: () =>
        queryRecords(
          { app: app.key, form: form.key },
          { where: view.filter, sort: due ? [due.key] : ['-updated_at'], limit: 50, total: true },
        ),
      retry: false,
      staleTime: 10_000,
    })),
  });
  useEvents('records', ({ app, form }) => {
    for (const [index, view] of views.entries())
      if (view.app.key === app && view.form.key === form) void lists[index]?.refetch();
  });
  const tasks = inOrder(
    views.flatMap((from, index) =>
      (lists[index]?.data?.items ?? []).map((record): Task => {
        const due = from.due && record[from.due.key];
        return { from, record, due: typeof due === 'string' ? due : undefined };
      }),
    ),
  );
  const failed = lists.find(({ error }) => error !== null && error !== undefined);
  return {
    views: views.map((view, index) => ({ ...view, total: lists[index]?.data?.total ?? undefined })),
    tasks,
    total: lists.reduce((sum, { data }) => sum + (data?.total ?? 0), 0),
    pending: lists.some(({ isPending }) => isPending),
    error: tasks.length === 0 ? failed?.error : undefined,
    retry: () => void failed?.refetch(),
  };
}

export function useUrgency(): (due: string | undefined) => Urgency {
  const { today, zone } = useToday();
  return (due) => urgencyOf(due, today, new Date(), (moment) => civil(moment, zone).date);
}

export function Tasks({ found }: { found: ReturnType<typeof useTasks> }) {
  const { t } = useTranslation();
  const words = useWords();
  const urgency = useUrgency();
  const { today, zone } = useToday();
  const [choice, setChoice] = useState<(typeof choices)[number]>('all');
  const [whole, setWhole] = useState(false);
  const { tasks, views } = found;
  if (views.length === 0) return null;
  const known = views.filter(({ total }) => total !== 0);
  const chosen = tasks.filter(({ due }) => choice === 'all' || urgency(due) === choice);
  const shown = whole ? chosen : chosen.slice(0, shownAtOnce);
  const when = (due: string) => {
    const text = due.length === 10 ? due : formatDateTime(due, zone);
    const plain = text.startsWith(today.slice(0, 5)) ? text.slice(5) : text;
    return urgency(due) === 'overdue' ? t('task.overdueAt', { at: plain }) : t('task.dueAt', { at: plain });
  };
  return (
    <section className="card" aria-labelledby="tasks-title">
      <div className="card-head">
        <h2 id="tasks-title">{t('task.title')}</h2>
        <fieldset className="segments">
          <legend className="visually-hidden">{t('task.which')}</legend>
          {choices.map((key) => (
            <button key={key} type="button" aria-pressed={choice === key} onClick={() => setChoice(key)}>
              {t(`task.${key}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {found.error ? (
        <Failed error={found.error} retry={found.retry} />
      ) : found.pending && tasks.length === 0 ? (
        <Loading rows={3} />
      ) : shown.length === 0 ? (
        <Empty title={t(`task.none.${choice}`)} hint={t('task.noneHint')} />
      ) : (
        <ul className="latest">
          {shown.map(({ from, record, due }) => {
            const state = stateField(from.app, from.form);
            const late = urgency(due) === 'overdue';
            return (
              <li key={record.id}>
                <span className="latest-icon tint-slate">
                  <Icon name={from.form.icon} />
                </span>
                <span className="latest-text">
                  <Link
                    to="/a/$app/$form/$id"
                    params={{ app: from.app.key, form: from.form.key, id: record.id }}
                    className="ellipsis"
                  >
                    {titleOf(from.form, record)}
                  </Link>
                  <small>{words(from.form.label)}</small>
                </span>
                {due && <Tag colour={late ? 'red' : urgency(due) === 'today' ? 'amber' : 'slate'}>{when(due)}</Tag>}
                {state && record[state.key] !== null && record[state.key] !== undefined && (
                  <span className="task-state">
                    <AppContext value={from.app}>
                      <FieldCell field={state} value={record[state.key]} record={record} />
                    </AppContext>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {(chosen.length > shownAtOnce || known.length > 0) && (
        <footer className="task-foot">
          {chosen.length > shownAtOnce && (
            <button type="button" className="bare link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
              {whole ? t('task.less') : t('task.more', { count: chosen.length - shownAtOnce })}
            </button>
          )}
          <span className="topbar-space" />
          {known.map(({ app, form, view, total }) => (
            <Link
              key={`${app.key}/${form.key}`}
              to="/a/$app/$form"
              params={{ app: app.key, form: form.key }}
              search={{ view: view.key }}
            >
              {words(view.label)}
              {total !== undefined && <span className="number"> {total}</span>}
            </Link>
          ))}
        </footer>
      )}
    </section>
  );
}

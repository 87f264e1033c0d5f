/** What changed last among the records that are mine, over the main forms of every app; among all where none is mine. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import { useTranslation } from 'react-i18next';
import { useEvents } from '../../api/events';
import type { Me } from '../../api/session';
import { Icon } from '../../components/icons';
import { Empty, Loading } from '../../components/State';
import { FieldCell } from '../../fields/FieldValue';
import { useWords } from '../../i18n/text';
import type { AppModel } from '../../model/app';
import { AppContext, titleOf } from '../../model/context';
import { allQuery, mainForms, mineQuery, stateField } from './mine';

dayjs.extend(relativeTime);

export function Latest({ apps, me }: { apps: readonly AppModel[]; me: Me }) {
  const { t } = useTranslation();
  const words = useWords();
  const forms = apps.flatMap((app) => mainForms(app, 6).map((form) => ({ app, form })));
  const mine = useQueries({ queries: forms.map(({ app, form }) => mineQuery(app.key, form, me.id)) });
  // Who answers for no record, as one who leads, sees what changes anywhere.
  const leads = mine.length > 0 && mine.every(({ data }) => data?.total === 0);
  const all = useQueries({ queries: forms.map(({ app, form }) => ({ ...allQuery(app.key, form), enabled: leads })) });
  const lists = leads ? all : mine;
  useEvents('records', (change) => {
    for (const [index, { app, form }] of forms.entries())
      if (app.key === change.app && form === change.form) void lists[index]?.refetch();
  });
  const items = forms
    .flatMap(({ app, form }, index) => (lists[index]?.data?.items ?? []).map((record) => ({ app, form, record })))
    .sort((a, b) => String(b.record.updated_at).localeCompare(String(a.record.updated_at)))
    .slice(0, 6);
  return (
    <section className="card" aria-labelledby="latest-title">
      <div className="card-head">
        <h2 id="latest-title">{t(leads ? 'workbench.latestAll' : 'workbench.latest')}</h2>
      </div>
      {items.length === 0 && lists.some(({ isPending }) => isPending) && <Loading rows={3} />}
      {items.length === 0 && lists.every(({ isPending }) => !isPending) && (
        <Empty title={t('workbench.latestNone')} hint={t('workbench.latestHint')} />
      )}
      <ul className="latest">
        {items.map(({ app, form: key, record }) => {
          const form = app.forms[key];
          const state = form && stateField(app, form);
          return (
            <li key={record.id}>
              <span className="latest-icon tint-slate">
                <Icon name={form?.icon} />
              </span>
              <span className="latest-text">
                <Link to="/a/$app/$form/$id" params={{ app: app.key, form: key, id: record.id }} className="ellipsis">
                  {titleOf(form, record)}
                </Link>
                <small>
                  {words(form?.label)} · {record.updated_at ? dayjs(record.updated_at).fromNow() : ''}
                </small>
              </span>
              {state && record[state.key] !== null && record[state.key] !== undefined && (
                <AppContext value={app}>
                  <FieldCell field={state} value={record[state.key]} record={record} />
                </AppContext>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

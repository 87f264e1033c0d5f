/** What changed last among the records that are mine, over the main forms. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../../api/apps';
import { shortListQuery } from '../../api/records';
import type { Me } from '../../api/session';
import { Icon } from '../../components/icons';
import { Empty } from '../../components/State';
import { FieldCell } from '../../fields/FieldValue';
import { useWords } from '../../i18n/text';
import { AppContext, titleOf } from '../../model/context';
import { mainForms, ownedBy, stateField } from './mine';

dayjs.extend(relativeTime);

export function Latest({ app, me }: { app: string; me: Me }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data: model } = useQuery(appQuery(app));
  const forms = model ? mainForms(model, 4) : [];
  const lists = useQueries({
    queries: forms.map((form) => ({
      ...shortListQuery({ app, form }, { where: ownedBy(me.id), sort: ['-updated_at'], limit: 5 }),
      retry: false,
    })),
  });
  const items = forms
    .flatMap((form, index) => (lists[index]?.data?.items ?? []).map((record) => ({ form, record })))
    .sort((a, b) => String(b.record.updated_at).localeCompare(String(a.record.updated_at)))
    .slice(0, 6);
  if (!model) return null;
  return (
    <section className="card" aria-labelledby="latest-title">
      <div className="card-head">
        <h2 id="latest-title">{t('workbench.latest')}</h2>
      </div>
      {items.length === 0 && lists.every(({ isPending }) => !isPending) && (
        <Empty title={t('workbench.latestNone')} hint={t('workbench.latestHint')} />
      )}
      <AppContext value={model}>
        <ul className="latest">
          {items.map(({ form: key, record }) => {
            const form = model.forms[key];
            const state = form && stateField(model, form);
            return (
              <li key={record.id}>
                <span className="latest-icon tint-slate">
                  <Icon name={form?.icon} />
                </span>
                <span className="latest-text">
                  <Link to="/a/$app/$form/$id" params={{ app, form: key, id: record.id }} className="ellipsis">
                    {titleOf(form, record)}
                  </Link>
                  <small>
                    {words(form?.label)} · {record.updated_at ? dayjs(record.updated_at).fromNow() : ''}
                  </small>
                </span>
                {state && record[state.key] !== null && (
                  <FieldCell field={state} value={record[state.key]} record={record} />
                )}
              </li>
            );
          })}
        </ul>
      </AppContext>
    </section>
  );
}

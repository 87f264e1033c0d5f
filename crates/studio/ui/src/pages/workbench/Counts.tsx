/** How many records of the main forms are mine, each a link to them. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../../api/apps';
import { shortListQuery } from '../../api/records';
import type { Me } from '../../api/session';
import { useWords } from '../../i18n/text';
import { formatNumber } from '../../lib/format';
import { mainForms, ownedBy } from './mine';

export function Counts({ app, me }: { app: string; me: Me }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data: model } = useQuery(appQuery(app));
  const forms = model ? mainForms(model, 4) : [];
  const counts = useQueries({
    queries: forms.map((form) => ({
      ...shortListQuery({ app, form }, { where: ownedBy(me.id), limit: 1, total: true }),
      retry: false,
    })),
  });
  const all = useQueries({
    queries: forms.map((form) => ({ ...shortListQuery({ app, form }, { limit: 1, total: true }), retry: false })),
  });
  const known = counts.every(({ isPending }) => !isPending);
  const sum = counts.reduce((sum, { data }) => sum + (data?.total ?? 0), 0);
  return (
    <>
      <p className="mute">
        {known && model ? t('workbench.mine', { count: sum, number: formatNumber(sum) }) : t('common.loading')}
      </p>
      <div className="counts">
        {forms.map((form, index) => (
          <Link
            key={form}
            to="/a/$app/$form"
            params={{ app, form }}
            search={{ filter: { all: [ownedBy(me.id)] } }}
            className="card count"
          >
            <span className="ellipsis">{t('workbench.myForm', { form: words(model?.forms[form]?.label) })}</span>
            <b className="number">
              {counts[index]?.data?.total === undefined ? '–' : formatNumber(counts[index]?.data?.total ?? 0)}
            </b>
            <small>{t('workbench.ofAll', { number: formatNumber(all[index]?.data?.total ?? 0) })}</small>
          </Link>
        ))}
      </div>
    </>
  );
}

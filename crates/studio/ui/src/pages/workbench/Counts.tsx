/** How many records of the main forms are mine, each a link to them. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEvents } from '../../api/events';
import { queryRecords } from '../../api/records';
import type { Me } from '../../api/session';
import { useWords } from '../../i18n/text';
import { formatNumber } from '../../lib/format';
import type { AppModel } from '../../model/app';
import { mainForms, ownedBy } from './mine';

export function Counts({ apps, me }: { apps: readonly AppModel[]; me: Me }) {
  const { t } = useTranslation();
  const words = useWords();
  const forms = apps.flatMap((app) => mainForms(app, 4).map((form) => ({ app, form }))).slice(0, 4);
  const counts = useQueries({
    queries: forms.map(({ app, form }) => ({
      queryKey: ['workbench', 'counts', app.key, form],
      queryFn: async () => {
        const place = { app: app.key, form };
        const [mine, all] = await Promise.all([
          queryRecords(place, { where: ownedBy(me.id), limit: 1, total: true }),
          queryRecords(place, { limit: 1, total: true }),
        ]);
        return { mine: mine.total ?? 0, all: all.total ?? 0 };
      },
      retry: false,
      staleTime: 10_000,
    })),
  });
  useEvents('records', (change) => {
    for (const [index, { app, form }] of forms.entries())
      if (app.key === change.app && form === change.form) void counts[index]?.refetch();
  });
  if (forms.length === 0) return null;
  return (
    <div className="counts">
      {forms.map(({ app, form }, index) => {
        const count = counts[index]?.data;
        return (
          <Link
            key={`${app.key}/${form}`}
            to="/a/$app/$form"
            params={{ app: app.key, form }}
            search={{ filter: { all: [ownedBy(me.id)] } }}
            className="card count"
          >
            <span className="ellipsis">{t('workbench.myForm', { form: words(app.forms[form]?.label) })}</span>
            <b className="number">{count ? formatNumber(count.mine) : '–'}</b>
            <small>{t('workbench.ofAll', { number: count ? formatNumber(count.all) : '–' })}</small>
          </Link>
        );
      })}
    </div>
  );
}

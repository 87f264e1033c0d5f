/** How many records of the main forms are mine, each a link to them. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEvents } from '../../api/events';
import type { Me } from '../../api/session';
import { useWords } from '../../i18n/text';
import { formatNumber } from '../../lib/format';
import type { AppModel } from '../../model/app';
import { allQuery, mainForms, mineQuery, ownedBy, wholeList } from './mine';
import { Worth } from './Worth';

export function Counts({ apps, me }: { apps: readonly AppModel[]; me: Me }) {
  const { t } = useTranslation();
  const words = useWords();
  const forms = apps.flatMap((app) => mainForms(app, 6).map((form) => ({ app, form }))).slice(0, 6);
  const mine = useQueries({ queries: forms.map(({ app, form }) => mineQuery(app.key, form, me.id)) });
  const all = useQueries({
    queries: forms.map(({ app, form }) => allQuery(app.key, form)),
  });
  useEvents('records', (change) => {
    for (const [index, { app, form }] of forms.entries())
      if (app.key === change.app && form === change.form) void all[index]?.refetch();
  });
  const number = (total: number | null | undefined) =>
    total === undefined || total === null ? '–' : formatNumber(total);
  const counted = forms.map((at, index) => ({ ...at, mine: mine[index]?.data?.total, all: all[index]?.data?.total }));
  // A form without any record gives its place to one that has some.
  const shown = [...counted.filter(({ all }) => all !== 0), ...counted.filter(({ all }) => all === 0)].slice(0, 4);
  if (forms.length === 0) return null;
  // Who answers for no record, as one who leads, sees how many there are.
  const leads = counted.every(({ mine }) => mine === 0) && counted.some(({ all }) => (all ?? 0) > 0);
  const listOf = (app: AppModel, form: string) => {
    const model = app.forms[form];
    return model ? wholeList(model) : {};
  };
  return (
    <div className="counts">
      {shown.map(({ app, form, mine, all }) => {
        return (
          <Link
            key={`${app.key}/${form}`}
            to="/a/$app/$form"
            params={{ app: app.key, form }}
            search={{ ...listOf(app, form), ...(leads ? {} : { filter: { all: [ownedBy(me.id)] } }) }}
            className="card count"
          >
            <span className="ellipsis">
              {t(leads ? 'workbench.allForm' : 'workbench.myForm', { form: words(app.forms[form]?.label) })}
            </span>
            <b className="number">{number(leads ? all : mine)}</b>
            <small>{leads ? <Worth app={app} form={form} /> : t('workbench.ofAll', { number: number(all) })}</small>
          </Link>
        );
      })}
    </div>
  );
}

/** The first page after signing in: what waits, what is mine, what is told, where one goes often. */
import { useQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../../api/apps';
import { meQuery } from '../../api/session';
import { Empty } from '../../components/State';
import { useWords } from '../../i18n/text';
import { TopBar } from '../../layouts/TopBar';
import { recents } from '../../lib/recents';
import { civil, useToday } from '../../lib/today';
import { Announcements } from './Announcements';
import { AppTiles } from './AppTiles';
import { Counts } from './Counts';
import { Latest } from './Latest';
import { Shortcuts } from './Shortcuts';
import { Tasks, useTasks, useUrgency } from './Tasks';
import './workbench.css';

const parts = [
  [5, 'night'],
  [11, 'morning'],
  [13, 'noon'],
  [18, 'afternoon'],
  [24, 'evening'],
] as const;

export function WorkbenchPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { data: me } = useSuspenseQuery(meQuery);
  const { zone } = useToday();
  const models = useQueries({ queries: me.apps.map(({ key }) => appQuery(key)) });
  const apps = models.flatMap(({ data }) => data ?? []);
  const found = useTasks(apps);
  const urgency = useUrgency();
  const hour = Number(civil(new Date(), zone).time.slice(0, 2));
  const part = parts.find(([until]) => hour < until)?.[1] ?? 'evening';
  const opened = recents(me.id).slice(0, 8);
  const late = found.tasks.filter(({ due }) => urgency(due) === 'overdue').length;
  const loaded = models.every(({ isPending }) => !isPending);
  return (
    <>
      <TopBar title={t('workbench.title')} />
      <main className="workbench">
        <div className="workbench-main">
          <section className="greeting">
            <h2>{t(`greeting.${part}`, { name: me.name })}</h2>
            <p className="mute">
              {!loaded || found.pending
                ? t('common.loading')
                : found.total === 0
                  ? t('task.nothing')
                  : t('task.sum', { count: found.total })}
              {late > 0 && <b className="ink-red greeting-late">{t('task.late', { count: late })}</b>}
            </p>
            <Counts apps={apps} me={me} />
          </section>
          <Tasks found={found} />
          {apps.length > 0 && <Latest apps={apps} me={me} />}
          <section className="card" aria-labelledby="tiles-title">
            <div className="card-head">
              <h2 id="tiles-title">{t('workbench.apps')}</h2>
            </div>
            {me.apps.length > 0 ? (
              <AppTiles apps={me.apps} />
            ) : (
              <Empty title={t('workbench.noApps')} hint={t('workbench.noAppsHint')} />
            )}
          </section>
        </div>
        <div className="workbench-rail">
          <Announcements me={me} />
          {apps.length > 0 && <Shortcuts apps={apps} />}
          <section className="card" aria-labelledby="opened-title">
            <div className="card-head">
              <h2 id="opened-title">{t('workbench.opened')}</h2>
            </div>
            {opened.length === 0 ? (
              <Empty title={t('workbench.openedNone')} hint={t('workbench.openedHint')} />
            ) : (
              <ul className="opened">
                {opened.map(({ app, form, id, title }) => (
                  <li key={id}>
                    <Link to="/a/$app/$form/$id" params={{ app, form, id }} className="ellipsis">
                      {title}
                    </Link>
                    <small>{words(apps.find(({ key }) => key === app)?.forms[form]?.label)}</small>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </main>
    </>
  );
}

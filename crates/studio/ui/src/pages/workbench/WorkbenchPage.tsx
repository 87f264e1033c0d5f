/** The first page after signing in: what is mine, what changed, what I may start. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../api/session';
import { Empty } from '../../components/State';
import { CreateList } from '../../layouts/CreateList';
import { TopBar } from '../../layouts/TopBar';
import { recents } from '../../lib/recents';
import { AppTiles } from './AppTiles';
import { Counts } from './Counts';
import { Latest } from './Latest';
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
  const { data: me } = useSuspenseQuery(meQuery);
  const hour = new Date().getHours();
  const part = parts.find(([until]) => hour < until)?.[1] ?? 'evening';
  const opened = recents(me.id).slice(0, 6);
  const app = me.apps[0];
  return (
    <>
      <TopBar title={t('workbench.title')} />
      <main className="workbench">
        <div className="workbench-main">
          <section className="greeting">
            <h2>{t(`greeting.${part}`, { name: me.name })}</h2>
            {app && <Counts app={app.key} me={me} />}
          </section>
          {app && <Latest app={app.key} me={me} />}
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
          <section className="card" aria-labelledby="create-title">
            <div className="card-head">
              <h2 id="create-title">{t('workbench.create')}</h2>
            </div>
            <div className="rail-body">
              <CreateList me={me} most={10} />
            </div>
          </section>
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

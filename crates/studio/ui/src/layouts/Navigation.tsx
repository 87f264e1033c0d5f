/** The way to everything: the workbench, all apps, and each app with its menu. */
import {
  AppstoreOutlined,
  DownOutlined,
  HomeOutlined,
  MenuFoldOutlined,
  PlusOutlined,
  UpOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../api/apps';
import type { Me } from '../api/session';
import { Icon } from '../components/icons';
import { Mark } from '../components/Mark';
import { useWords } from '../i18n/text';
import { usePhone } from '../lib/useMedia';
import { usePreferences } from '../theme/preferences';
import { AppMenu } from './AppMenu';
import { Launcher } from './Launcher';

export function Navigation({ me, onGo }: { me: Me; onGo?: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const fold = usePreferences((state) => state.fold);
  const { app: current } = useParams({ strict: false });
  const [open, setOpen] = useState<string | undefined>(current ?? me.apps[0]?.key);
  useEffect(() => {
    if (current) setOpen(current);
  }, [current]);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    if (path) showCurrent();
  }, [path]);
  return (
    <>
      <div className="nav-top">
        <Link to="/" className="nav-brand" onClick={() => onGo?.()}>
          <Mark />
          <b>{t('brand.name')}</b>
          {t('brand.name') !== 'Formwork' && <span>Formwork</span>}
        </Link>
        <Launcher me={me} />
      </div>
      <div className="nav-scroll">
        <Link
          to="/"
          className="nav-item"
          activeOptions={{ exact: true }}
          activeProps={{ 'aria-current': 'page' }}
          onClick={() => onGo?.()}
        >
          <HomeOutlined aria-hidden />
          {t('workbench.title')}
        </Link>
        {me.apps.length > 0 && <h2 className="nav-heading">{t('shell.apps')}</h2>}
        {me.apps.map((app) => (
          <AppEntry
            key={app.key}
            app={app}
            open={open === app.key}
            current={current === app.key}
            toggle={() => setOpen(open === app.key ? undefined : app.key)}
            onGo={onGo}
          />
        ))}
      </div>
      <div className="nav-all">
        <Link
          to="/apps"
          className="nav-item"
          activeOptions={{ exact: true }}
          activeProps={{ 'aria-current': 'page' }}
          onClick={() => onGo?.()}
        >
          <AppstoreOutlined aria-hidden />
          {t('shell.allApps')}
        </Link>
      </div>
      {!phone && (
        <div className="nav-foot">
          {me.administrator ? (
            <Link to="/apps" search={{ begin: true }} className="nav-new">
              <PlusOutlined aria-hidden />
              {t('shell.newApp')}
            </Link>
          ) : (
            <span className="topbar-space" />
          )}
          <button type="button" className="topbar-icon" aria-label={t('shell.fold')} onClick={() => fold(true)}>
            <MenuFoldOutlined />
          </button>
        </div>
      )}
    </>
  );
}

/** A long menu may hide the place where one is. */
const showCurrent = () =>
  document.querySelector('.nav-scroll [aria-current="page"]')?.scrollIntoView({ block: 'nearest' });

interface EntryProps {
  readonly app: Me['apps'][number];
  readonly open: boolean;
  readonly current: boolean;
  readonly toggle: () => void;
  readonly onGo: (() => void) | undefined;
}

function AppEntry({ app, open, current, toggle, onGo }: EntryProps) {
  const words = useWords();
  const { data } = useQuery({ ...appQuery(app.key), enabled: open });
  const shown = open && data !== undefined;
  useEffect(() => {
    if (shown) showCurrent();
  }, [shown]);
  return (
    <>
      <button
        type="button"
        className={`nav-item nav-app${current ? ' nav-current' : ''}`}
        aria-expanded={open}
        onClick={toggle}
      >
        <Icon name={app.icon} />
        <span className="ellipsis">{words(app.label)}</span>
        {open ? <UpOutlined aria-hidden className="nav-arrow" /> : <DownOutlined aria-hidden className="nav-arrow" />}
      </button>
      {open && data && <AppMenu app={data} onGo={onGo} />}
    </>
  );
}

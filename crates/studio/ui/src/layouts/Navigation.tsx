/** The way to everything: the workbench, and each app with its menu. */
import { DownOutlined, HomeOutlined, UpOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../api/apps';
import type { Me } from '../api/session';
import { Icon } from '../components/icons';
import { Mark } from '../components/Mark';
import { useWords } from '../i18n/text';
import type { AppModel, MenuForm } from '../model/app';
import { isGroup, visibleMenu } from '../model/menu';

export function Navigation({ me, onGo }: { me: Me; onGo?: () => void }) {
  const { t } = useTranslation();
  const { app: current } = useParams({ strict: false });
  const [open, setOpen] = useState<string | undefined>(current ?? me.apps[0]?.key);
  useEffect(() => {
    if (current) setOpen(current);
  }, [current]);
  return (
    <>
      <Link to="/" className="nav-brand" onClick={() => onGo?.()}>
        <Mark />
        <b>{t('brand.name')}</b>
        <span>Formwork</span>
      </Link>
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
    </>
  );
}

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
      {open && data && (
        <ul className="nav-menu">
          {visibleMenu(data).map((item) =>
            isGroup(item) ? (
              <li key={words(item.label)}>
                <h3 className="nav-group">{words(item.label)}</h3>
                <ul>
                  {item.items.map((inner) => (
                    <FormEntry key={`${inner.form} ${inner.view}`} app={data} item={inner} onGo={onGo} />
                  ))}
                </ul>
              </li>
            ) : (
              <FormEntry key={`${item.form} ${item.view}`} app={data} item={item} onGo={onGo} />
            ),
          )}
        </ul>
      )}
    </>
  );
}

function FormEntry({ app, item, onGo }: { app: AppModel; item: MenuForm; onGo: (() => void) | undefined }) {
  const words = useWords();
  const form = app.forms[item.form];
  const here = useParams({ strict: false });
  const search: { view?: string } = useSearch({ strict: false });
  if (!form) return null;
  // Two entries of one form differ by their view; a record of the form lights the first of them.
  const active =
    here.app === app.key &&
    here.form === item.form &&
    (item.view === undefined || search.view === undefined || search.view === item.view);
  return (
    <li>
      <Link
        to="/a/$app/$form"
        params={{ app: app.key, form: item.form }}
        search={item.view ? { view: item.view } : {}}
        className="nav-item nav-form"
        activeProps={{}}
        {...(active ? { 'aria-current': 'page' as const } : {})}
        onClick={() => onGo?.()}
      >
        <span className="ellipsis">{words(item.label) || words(form.label)}</span>
      </Link>
    </li>
  );
}

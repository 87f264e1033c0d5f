/** The navigation folded to its icons, for wide work; each app shows its menu beside it. */
import { AppstoreOutlined, HomeOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Popover, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../api/apps';
import type { Me } from '../api/session';
import { Icon } from '../components/icons';
import { Mark } from '../components/Mark';
import { Loading } from '../components/State';
import { useWords } from '../i18n/text';
import { usePreferences } from '../theme/preferences';
import { AppMenu } from './AppMenu';

export default function Rail({ me }: { me: Me }) {
  const { t } = useTranslation();
  const fold = usePreferences((state) => state.fold);
  return (
    <div className="rail">
      <Link to="/" className="rail-brand" aria-label={t('brand.name')}>
        <Mark />
      </Link>
      <Tooltip title={t('workbench.title')} placement="right">
        <Link
          to="/"
          className="rail-item"
          aria-label={t('workbench.title')}
          activeOptions={{ exact: true }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <HomeOutlined />
        </Link>
      </Tooltip>
      <div className="rail-apps">
        {me.apps.map((app) => (
          <RailApp key={app.key} app={app} />
        ))}
        <Tooltip title={t('shell.allApps')} placement="right">
          <Link
            to="/apps"
            className="rail-item"
            aria-label={t('shell.allApps')}
            activeOptions={{ exact: true }}
            activeProps={{ 'aria-current': 'page' }}
          >
            <AppstoreOutlined />
          </Link>
        </Tooltip>
      </div>
      <Tooltip title={t('shell.unfold')} placement="right">
        <button type="button" className="rail-item" aria-label={t('shell.unfold')} onClick={() => fold(false)}>
          <MenuUnfoldOutlined />
        </button>
      </Tooltip>
    </div>
  );
}

function RailApp({ app }: { app: Me['apps'][number] }) {
  const words = useWords();
  const { app: current } = useParams({ strict: false });
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...appQuery(app.key), enabled: open });
  return (
    <Popover
      trigger="click"
      placement="rightTop"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      title={words(app.label)}
      content={
        <div className="rail-menu">
          {data ? <AppMenu app={data} onGo={() => setOpen(false)} /> : <Loading rows={3} />}
        </div>
      }
    >
      <button
        type="button"
        className="rail-item"
        aria-label={words(app.label)}
        aria-expanded={open}
        {...(current === app.key ? { 'aria-current': 'true' as const } : {})}
      >
        <Icon name={app.icon} />
      </button>
    </Popover>
  );
}

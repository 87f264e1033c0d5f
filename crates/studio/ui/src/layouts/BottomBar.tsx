/** The bar at the bottom of a phone: workbench, apps, something new, me. */
import { AppstoreOutlined, HomeOutlined, PlusOutlined, UserOutlined } from '@ant-design/icons';
import { Link, useParams } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/session';
import { CreateList } from './CreateList';
import { Navigation } from './Navigation';
import { UserMenu } from './UserMenu';

type Sheet = 'apps' | 'create' | 'me';

export function BottomBar({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { app } = useParams({ strict: false });
  const [sheet, setSheet] = useState<Sheet>();
  const close = () => setSheet(undefined);
  return (
    <>
      <nav className="bottom-bar" aria-label={t('shell.navigation')}>
        <Link to="/" activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
          <HomeOutlined aria-hidden />
          {t('workbench.title')}
        </Link>
        <button
          type="button"
          className={app ? 'on' : ''}
          aria-expanded={sheet === 'apps'}
          onClick={() => setSheet('apps')}
        >
          <AppstoreOutlined aria-hidden />
          {t('shell.appsShort')}
        </button>
        <button
          type="button"
          className="bottom-create"
          aria-label={t('shell.create')}
          aria-expanded={sheet === 'create'}
          onClick={() => setSheet('create')}
        >
          <PlusOutlined aria-hidden />
        </button>
        <button type="button" aria-expanded={sheet === 'me'} onClick={() => setSheet('me')}>
          <UserOutlined aria-hidden />
          {t('shell.mine')}
        </button>
      </nav>
      <Drawer
        placement="left"
        size={292}
        open={sheet === 'apps'}
        onClose={close}
        title={t('shell.apps')}
        className="nav-drawer"
        destroyOnHidden
      >
        <Navigation me={me} onGo={close} />
      </Drawer>
      <Drawer
        placement="bottom"
        size="auto"
        open={sheet === 'create'}
        onClose={close}
        title={t('shell.create')}
        destroyOnHidden
      >
        <div className="sheet">
          <CreateList me={me} onGo={close} />
        </div>
      </Drawer>
      <Drawer
        placement="bottom"
        size="auto"
        open={sheet === 'me'}
        onClose={close}
        title={t('shell.mine')}
        destroyOnHidden
      >
        <div className="sheet">
          <UserMenu me={me} onGo={close} />
        </div>
      </Drawer>
    </>
  );
}

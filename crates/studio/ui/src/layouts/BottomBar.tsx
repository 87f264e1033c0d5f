/** The bar at the bottom of a phone: workbench, apps, something new, me. */
import { AppstoreOutlined, HomeOutlined, PlusOutlined, UserOutlined } from '@ant-design/icons';
import { Link, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/session';
import { Sheet } from '../components/Sheet';
import { Loading } from '../components/State';
import { later } from '../lib/later';
import { CreateList } from './CreateList';
import { Navigation } from './Navigation';

const UserMenu = later(() => import('./UserMenu'), <Loading rows={3} />);

type Part = 'apps' | 'create' | 'me';

export function BottomBar({ me }: { me: Me }) {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [part, setPart] = useState<Part>();
  const close = () => setPart(undefined);
  return (
    <>
      <nav className="bottom-bar" aria-label={t('shell.navigation')}>
        <Link to="/" activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
          <HomeOutlined aria-hidden />
          {t('workbench.title')}
        </Link>
        <button
          type="button"
          className={path.startsWith('/a') ? 'on' : ''}
          aria-expanded={part === 'apps'}
          onClick={() => setPart('apps')}
        >
          <AppstoreOutlined aria-hidden />
          {t('shell.appsShort')}
        </button>
        <button
          type="button"
          className="bottom-create"
          aria-label={t('shell.create')}
          aria-expanded={part === 'create'}
          onClick={() => setPart('create')}
        >
          <PlusOutlined aria-hidden />
        </button>
        <button
          type="button"
          className={path === '/me' ? 'on' : ''}
          aria-expanded={part === 'me'}
          onClick={() => setPart('me')}
        >
          <UserOutlined aria-hidden />
          {t('shell.mine')}
        </button>
      </nav>
      <Sheet
        placement="left"
        size={292}
        open={part === 'apps'}
        onClose={close}
        title={t('shell.apps')}
        className="nav-drawer"
        destroyOnHidden
      >
        <Navigation me={me} onGo={close} />
      </Sheet>
      <Sheet
        placement="bottom"
        size="auto"
        open={part === 'create'}
        onClose={close}
        title={t('shell.create')}
        destroyOnHidden
      >
        <div className="sheet">
          <CreateList me={me} onGo={close} />
        </div>
      </Sheet>
      <Sheet
        placement="bottom"
        size="auto"
        open={part === 'me'}
        onClose={close}
        title={t('shell.mine')}
        destroyOnHidden
      >
        <div className="sheet">
          <UserMenu me={me} onGo={close} />
        </div>
      </Sheet>
    </>
  );
}

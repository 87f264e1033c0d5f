/** The bar above a page: where one is, the search over everything, what is new, help, who one is. */
import { ArrowLeftOutlined, QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { useSuspenseQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/session';
import { Avatar } from '../components/Avatar';
import { Flyout } from '../components/Opener';
import { Loading } from '../components/State';
import { later } from '../lib/later';
import { usePhone } from '../lib/useMedia';
import { Bell } from './notices/Bell';
import { useOverlays } from './overlays';

const UserMenu = later(() => import('./UserMenu'), <Loading rows={3} />);

interface Props {
  readonly title: string;
  /** Links before the title. */
  readonly trail?: ReactNode;
  readonly onBack?: (() => void) | undefined;
  readonly children?: ReactNode;
}

export function TopBar({ title, trail, onBack, children }: Props) {
  const { t } = useTranslation();
  const { data: me } = useSuspenseQuery(meQuery);
  const phone = usePhone();
  const show = useOverlays((state) => state.show);
  useEffect(() => {
    document.title = `${title} · Formwork`;
  }, [title]);
  return (
    <header className="topbar">
      {onBack && (
        <button type="button" className="topbar-icon" aria-label={t('common.back')} onClick={onBack}>
          <ArrowLeftOutlined />
        </button>
      )}
      {!phone && trail && <div className="topbar-trail">{trail}</div>}
      <h1 className="ellipsis">{title}</h1>
      {children}
      <span className="topbar-space" />
      {phone ? (
        <button type="button" className="topbar-icon" aria-label={t('palette.label')} onClick={() => show('palette')}>
          <SearchOutlined />
        </button>
      ) : (
        <button type="button" className="topbar-search" onClick={() => show('palette')}>
          <SearchOutlined aria-hidden />
          <span className="ellipsis">{t('palette.hint')}</span>
          <kbd>Ctrl K</kbd>
        </button>
      )}
      <Bell />
      {!phone && (
        <>
          <button type="button" className="topbar-icon" aria-label={t('help.title')} onClick={() => show('help')}>
            <QuestionCircleOutlined />
          </button>
          <Flyout placement="bottomRight" arrow={false} content={<UserMenu me={me} />}>
            <button type="button" className="topbar-me" aria-label={t('shell.me', { name: me.name })}>
              <Avatar name={me.name} scale="middle" />
            </button>
          </Flyout>
        </>
      )}
    </header>
  );
}

TopBar.fetch = UserMenu.fetch;

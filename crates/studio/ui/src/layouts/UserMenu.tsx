/** Who is signed in: the way to the profile, appearance, language, signing out. */
import { LogoutOutlined, QuestionCircleOutlined, UserOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/session';
import { Avatar } from '../components/Avatar';
import { LanguageSwitch } from '../components/LanguageSwitch';
import { ThemeSwitch } from '../components/ThemeSwitch';
import { DepartmentName } from '../fields/parts/people';
import { usePhone } from '../lib/useMedia';
import { useOverlays } from './overlays';
import { useLeave } from './useLeave';

export default function UserMenu({ me, onGo }: { me: Me; onGo?: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const leave = useLeave();
  const show = useOverlays((state) => state.show);
  return (
    <div className="user-menu">
      <div className="user-menu-head">
        <Avatar name={me.name} scale="middle" />
        <div>
          <b>{me.name}</b>
          <div className="mute">
            {me.account}
            {me.department && (
              <>
                {' · '}
                <DepartmentName id={me.department} />
              </>
            )}
          </div>
        </div>
      </div>
      <div className="user-menu-line user-menu-stack">
        <span>{t('theme.label')}</span>
        <ThemeSwitch />
      </div>
      <div className="user-menu-line">
        <span>{t('language.label')}</span>
        <LanguageSwitch />
      </div>
      <Link to="/me" className="user-menu-link" onClick={() => onGo?.()}>
        <UserOutlined aria-hidden />
        {t('profile.title')}
      </Link>
      {phone && (
        <button
          type="button"
          className="user-menu-link"
          onClick={() => {
            onGo?.();
            show('help');
          }}
        >
          <QuestionCircleOutlined aria-hidden />
          {t('help.title')}
        </button>
      )}
      <Button block icon={<LogoutOutlined />} onClick={() => void leave()}>
        {t('shell.signOut')}
      </Button>
    </div>
  );
}

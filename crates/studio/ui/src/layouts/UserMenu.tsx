/** Who is signed in: appearance, language, signing out. */
import { LogoutOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Me, signOut } from '../api/session';
import { Avatar } from '../components/Avatar';
import { LanguageSwitch } from '../components/LanguageSwitch';
import { DepartmentName } from '../fields/parts/people';
import { type Choice, usePreferences } from '../theme/preferences';

const choices: readonly Choice[] = ['system', 'light', 'dark'];

export function UserMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  const router = useRouter();
  const cache = useQueryClient();
  const { choice, choose } = usePreferences();
  async function leave() {
    await signOut().catch(() => undefined);
    await router.navigate({ to: '/login', search: {} });
    cache.clear();
  }
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
      <div className="user-menu-line">
        <span>{t('theme.label')}</span>
        <fieldset className="segments">
          <legend className="visually-hidden">{t('theme.label')}</legend>
          {choices.map((key) => (
            <button key={key} type="button" aria-pressed={choice === key} onClick={() => choose(key)}>
              {t(`theme.${key}`)}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="user-menu-line">
        <span>{t('language.label')}</span>
        <LanguageSwitch />
      </div>
      <Button block icon={<LogoutOutlined />} onClick={() => void leave()}>
        {t('shell.signOut')}
      </Button>
    </div>
  );
}

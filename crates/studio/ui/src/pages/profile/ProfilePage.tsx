/** What a person may set for themselves: appearance, language, password, keys for programs. */
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../api/errors';
import { usePreference } from '../../api/preferences';
import { changeLocale } from '../../api/profile';
import { meQuery } from '../../api/session';
import { startKey } from '../../api/start';
import { Avatar } from '../../components/Avatar';
import { ThemeSwitch } from '../../components/ThemeSwitch';
import { say } from '../../components/toasts';
import { DepartmentName } from '../../fields/parts/people';
import { changeLanguage, type Language, languages } from '../../i18n';
import { useWords } from '../../i18n/text';
import { TopBar } from '../../layouts/TopBar';
import { useLeave } from '../../layouts/useLeave';
import { formatPhone } from '../../lib/format';
import { KeysCard } from './KeysCard';
import { PasswordCard } from './PasswordCard';
import './profile.css';

export function ProfilePage() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const leave = useLeave();
  const words = useWords();
  const [start, setStart] = usePreference<string>(startKey);
  const language = useMutation({
    mutationFn: async (wanted: Language) => {
      await changeLanguage(wanted);
      await changeLocale(me.id, wanted);
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: meQuery.queryKey }),
    onError: (error) => say(sentence(error), 'bad'),
  });
  const facts = [
    [t('profile.account'), me.account],
    [t('profile.position'), me.title],
    [t('profile.department'), me.department && <DepartmentName key="department" id={me.department} />],
    [t('profile.email'), me.email],
    [t('profile.phone'), me.phone && formatPhone(me.phone)],
    [t('profile.zone'), me.time_zone],
  ] as const;
  return (
    <>
      <TopBar title={t('profile.title')} />
      <main className="profile">
        <section className="card profile-person" aria-labelledby="person-title">
          <Avatar name={me.name} scale="large" />
          <div>
            <h2 id="person-title">{me.name}</h2>
            <dl>
              {facts.map(([label, value]) =>
                value ? (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ) : null,
              )}
            </dl>
            <p className="mute">{t('profile.personAbout')}</p>
          </div>
        </section>
        <section className="card" aria-labelledby="look-title">
          <div className="card-head">
            <h2 id="look-title">{t('profile.look')}</h2>
          </div>
          <div className="profile-lines">
            <div>
              <span>
                {t('theme.label')}
                <small>{t('profile.themeAbout')}</small>
              </span>
              <ThemeSwitch />
            </div>
            <div>
              <span>
                {t('language.label')}
                <small>{t('profile.languageAbout')}</small>
              </span>
              <fieldset className="segments">
                <legend className="visually-hidden">{t('language.label')}</legend>
                {languages.map((key) => (
                  <button
                    key={key}
                    type="button"
                    lang={key}
                    aria-pressed={i18n.language === key}
                    onClick={() => language.mutate(key)}
                  >
                    {t(`language.${key}`)}
                  </button>
                ))}
              </fieldset>
            </div>
            <div>
              <span>
                {t('profile.start')}
                <small>{t('profile.startAbout')}</small>
              </span>
              <Select
                aria-label={t('profile.start')}
                className="profile-start"
                value={me.apps.some(({ key }) => key === start) ? start : ''}
                onChange={(app) => setStart(app || undefined)}
                options={[
                  { value: '', label: t('workbench.title') },
                  ...me.apps.map(({ key, label }) => ({ value: key, label: words(label) })),
                ]}
              />
            </div>
          </div>
        </section>
        <PasswordCard me={me} />
        <KeysCard />
        <section className="card" aria-labelledby="leave-title">
          <div className="card-head">
            <h2 id="leave-title">{t('profile.session')}</h2>
          </div>
          <div className="profile-lines">
            <div>
              <span>
                {t('profile.sessionHere')}
                <small>{t('profile.sessionAbout')}</small>
              </span>
              <Button onClick={() => void leave()}>{t('shell.signOut')}</Button>
            </div>
          </div>
        </section>
      </main>
    </>
  );
}

/** What can be done from anywhere, as entries of the search. */
import {
  ApiOutlined,
  AppstoreOutlined,
  BgColorsOutlined,
  EditOutlined,
  HomeOutlined,
  LogoutOutlined,
  MessageOutlined,
  PlusOutlined,
  QuestionCircleOutlined,
  TranslationOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import { changeLanguage, languages } from '../../i18n';
import { useWords } from '../../i18n/text';
import type { AppModel } from '../../model/app';
import { menuForms } from '../../model/menu';
import { choices, usePreferences } from '../../theme/preferences';
import { useOverlays } from '../overlays';
import { useLeave } from '../useLeave';
import type { Hit } from './hit';

export function useCommands(): readonly Hit[] {
  const { t, i18n } = useTranslation();
  const router = useRouter();
  const leave = useLeave();
  const { choice, choose } = usePreferences();
  const show = useOverlays((state) => state.show);
  const place = t('palette.command');
  return [
    { key: 'home', icon: <HomeOutlined />, title: t('workbench.title'), go: () => void router.navigate({ to: '/' }) },
    {
      key: 'apps',
      icon: <AppstoreOutlined />,
      title: t('shell.allApps'),
      go: () => void router.navigate({ to: '/apps' }),
    },
    { key: 'me', icon: <UserOutlined />, title: t('profile.title'), go: () => void router.navigate({ to: '/me' }) },
    ...choices
      .filter((key) => key !== choice)
      .map((key) => ({
        key: `theme ${key}`,
        icon: <BgColorsOutlined />,
        title: t('palette.theme', { theme: t(`theme.${key}`) }),
        go: () => choose(key),
      })),
    ...languages
      .filter((language) => language !== i18n.language)
      .map((language) => ({
        key: `language ${language}`,
        icon: <TranslationOutlined />,
        title: t('palette.language', { language: t(`palette.languageName.${language}`) }),
        go: () => void changeLanguage(language),
      })),
    { key: 'help', icon: <QuestionCircleOutlined />, title: t('help.title'), go: () => show('help') },
    { key: 'feedback', icon: <MessageOutlined />, title: t('feedback.title'), go: () => show('feedback') },
    {
      key: 'console',
      icon: <ApiOutlined />,
      title: t('help.console'),
      go: () => void open('/api/console', '_blank', 'noreferrer'),
    },
    { key: 'leave', icon: <LogoutOutlined />, title: t('shell.signOut'), go: () => void leave() },
  ].map((hit) => ({ ...hit, place }));
}

/** The forms of the apps and their views, what may be created in them, and their designers for those who `designs`. */
export function usePlaces(apps: readonly AppModel[], designs: boolean): Record<'forms' | 'create' | 'design', Hit[]> {
  const { t } = useTranslation();
  const words = useWords();
  const router = useRouter();
  const forms: Hit[] = [];
  const create: Hit[] = [];
  const design: Hit[] = [];
  for (const app of apps)
    for (const key of new Set(menuForms(app).map(({ form }) => form))) {
      const form = app.forms[key];
      if (!form) continue;
      const params = { app: app.key, form: key };
      const icon = <Icon name={form.icon} />;
      forms.push({
        key: `${app.key}/${key}`,
        icon,
        title: words(form.label),
        place: words(app.label),
        go: () => void router.navigate({ to: '/a/$app/$form', params }),
      });
      for (const view of form.views ?? [])
        forms.push({
          key: `${app.key}/${key}/${view.key}`,
          icon,
          title: `${words(form.label)} · ${words(view.label)}`,
          place: words(app.label),
          go: () => void router.navigate({ to: '/a/$app/$form', params, search: { view: view.key } }),
        });
      if (form.rights.create)
        create.push({
          key: `new ${app.key}/${key}`,
          icon: <PlusOutlined />,
          title: t('list.newOf', { form: words(form.label) }),
          place: words(app.label),
          go: () => void router.navigate({ to: '/a/$app/$form/new', params }),
        });
      if (designs)
        design.push({
          key: `design ${app.key}/${key}`,
          icon: <EditOutlined />,
          title: t('palette.design', { form: words(form.label) }),
          place: words(app.label),
          go: () => void router.navigate({ to: '/design/$app/form/$form', params }),
        });
    }
  return { forms, create, design };
}

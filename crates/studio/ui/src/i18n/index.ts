/** The language of the screens: zh-CN is bundled, en is fetched when chosen. */
import dayjs from 'dayjs';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type apps from './zh-CN/apps.json';
import type designer from './zh-CN/designer.json';
import type panels from './zh-CN/panels.json';
import type trash from './zh-CN/trash.json';
import zh from './zh-CN.json';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

export const i18n = i18next;
const stored = 'formwork.language';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: typeof zh;
      apps: typeof apps;
      designer: typeof designer;
      panels: typeof panels;
      trash: typeof trash;
    };
    defaultNS: 'translation';
    enableSelector: false;
    returnNull: false;
  }
}

/** Texts and the date names of a language that is not bundled. */
const lazy: Record<Language, () => Promise<{ texts: object; dates: string }>> = {
  'zh-CN': async () => {
    await import('dayjs/locale/zh-cn');
    return { texts: zh, dates: 'zh-cn' };
  },
  en: async () => ({ texts: (await import('./en.json')).default, dates: 'en' }),
};

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The language remembered in this browser, else the browser's own, else zh-CN. */
export function preferredLanguage(): Language {
  const remembered = localStorage.getItem(stored);
  if (isLanguage(remembered)) return remembered;
  const wanted = (navigator.language ?? '').toLowerCase();
  return wanted.startsWith('en') ? 'en' : 'zh-CN';
}

export function hasChosenLanguage(): boolean {
  return isLanguage(localStorage.getItem(stored));
}

export function currentLanguage(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'zh-CN';
}

export async function setUpLanguage(language: Language) {
  await i18n.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    supportedLngs: [...languages],
    resources: { 'zh-CN': { translation: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await show(language);
}

/** Switches and remembers. */
export async function changeLanguage(language: Language) {
  localStorage.setItem(stored, language);
  await show(language);
}

async function show(language: Language) {
  const { texts, dates } = await lazy[language]();
  if (!i18n.hasResourceBundle(language, 'translation')) i18n.addResourceBundle(language, 'translation', texts);
  dayjs.locale(dates);
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

/** Everything around the pages: theme, language of Ant Design, data, addresses. */
import { StyleProvider } from '@ant-design/cssinjs';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toasts } from './components/toasts';
import { SpokenLanguage } from './i18n/text';
import { useMedia } from './lib/useMedia';
import { queryClient } from './queries';
import { router } from './router';
import { antdTheme } from './theme/antd';
import { usePreferences } from './theme/preferences';
import { lastingStyles } from './theme/styleCache';

/** Ant Design's own texts; English is fetched when wanted. */
function useAntdLocale(language: string): Locale {
  const [english, setEnglish] = useState<Locale>();
  const wanted = language === 'en';
  useEffect(() => {
    if (wanted) void import('antd/locale/en_US').then((module) => setEnglish(module.default));
  }, [wanted]);
  return wanted ? (english ?? zhCN) : zhCN;
}

const styles = lastingStyles();

export function App() {
  const appearance = usePreferences((state) => state.appearance);
  const calm = useMedia('(prefers-reduced-motion: reduce)');
  const theme = useMemo(() => antdTheme(appearance, calm), [appearance, calm]);
  const { language } = useTranslation().i18n;
  const locale = useAntdLocale(language);
  return (
    <SpokenLanguage value={language}>
      <StyleProvider cache={styles}>
        <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }} variant="outlined">
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
            <Toasts />
          </QueryClientProvider>
        </ConfigProvider>
      </StyleProvider>
    </SpokenLanguage>
  );
}

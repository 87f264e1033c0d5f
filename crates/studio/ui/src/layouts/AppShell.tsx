/** The frame of all pages after signing in: navigation on the left, or at the bottom of a phone. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/session';
import { changeLanguage, hasChosenLanguage, isLanguage } from '../i18n';
import { usePhone } from '../lib/useMedia';
import { BottomBar } from './BottomBar';
import { Navigation } from './Navigation';
import { usePalette } from './palette-state';
import './shell.css';

const Palette = lazy(() => import('./Palette'));

export function AppShell() {
  const { t } = useTranslation();
  const { data: me } = useSuspenseQuery(meQuery);
  const phone = usePhone();
  const palette = usePalette();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [seen, setSeen] = useState(false);

  useEffect(() => {
    if (!hasChosenLanguage() && isLanguage(me.locale)) void changeLanguage(me.locale);
  }, [me.locale]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        usePalette.getState().show();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  useEffect(() => {
    if (palette.open) setSeen(true);
  }, [palette.open]);

  return (
    <div className={`shell${phone ? ' shell-phone' : ''}`}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      {!phone && (
        <nav className="shell-nav" aria-label={t('shell.navigation')}>
          <Navigation me={me} />
        </nav>
      )}
      <div className="shell-main" id="content" tabIndex={-1}>
        <Outlet />
      </div>
      {phone && !/^\/a\/[^/]+\/[^/]+\/./.test(path) && <BottomBar me={me} />}
      {seen && (
        <Suspense fallback={null}>
          <Palette me={me} />
        </Suspense>
      )}
    </div>
  );
}

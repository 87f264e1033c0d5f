/** The frame of all pages after signing in: navigation on the left, or at the bottom of a phone, and what lies over them. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useBlocker, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openEvents, useEvents } from '../api/events';
import { holdSession, useGate } from '../api/gate';
import { unreadQuery } from '../api/notices';
import { meQuery } from '../api/session';
import { Flyout } from '../components/Opener';
import { Sheet } from '../components/Sheet';
import { takeBack } from '../components/toasts';
import { changeLanguage, hasChosenLanguage, isLanguage } from '../i18n';
import { closeTopmost, useBackCloses } from '../lib/backCloses';
import { holdKeys } from '../lib/heldKeys';
import { later, useWarm } from '../lib/later';
import { setPickerZone } from '../lib/pickers';
import { ZoneContext } from '../lib/today';
import { usePhone } from '../lib/useMedia';
import { usePreferences } from '../theme/preferences';
import { BottomBar } from './BottomBar';
import { ConnectionBar } from './ConnectionBar';
import { Launcher } from './Launcher';
import { Navigation } from './Navigation';
import { Bell } from './notices/Bell';
import { type Overlay, useOverlays } from './overlays';
import { TopBar } from './TopBar';
import './shell.css';

const Palette = later(() => import('./palette/Palette'));
const HelpPanel = later(() => import('./help/HelpPanel'));
const FeedbackBox = later(() => import('./help/FeedbackBox'));
const SessionDialog = later(() => import('./SessionDialog'));
/** The folded navigation is for those who folded it. */
const Rail = later(() => import('./Rail'));

/** What one opens from any page, lists first; a phone shows the rest in sheets. */
const list = () => Promise.all([import('./AppScope'), import('../pages/list/ListPage')]);
const soon = [list, Flyout.fetch, Bell.fetch, Launcher.fetch, TopBar.fetch, Palette.fetch, HelpPanel.fetch];
const soonOnPhone = [list, Sheet.fetch, Bell.fetch, TopBar.fetch, Palette.fetch];

/** Keeps what every page shows true as the server tells of changes. */
function useNews() {
  const cache = useQueryClient();
  useEvents('notice', ({ unread }) => {
    cache.setQueryData(unreadQuery.queryKey, unread);
    void cache.invalidateQueries({ queryKey: ['notices'] });
  });
  useEvents('announcement', () => void cache.invalidateQueries({ queryKey: ['announcements'] }));
  useEvents('app', ({ app }) => {
    void cache.invalidateQueries({ queryKey: ['app', app] });
    void cache.invalidateQueries({ queryKey: meQuery.queryKey });
  });
  useEvents('resumed', () => {
    for (const key of ['me', 'app', 'notices', 'unread', 'announcements', 'workbench'])
      void cache.invalidateQueries({ queryKey: [key] });
  });
}

/** Whether keys write where they are pressed. The box of a table does not, while nothing may be written in the active cell. */
const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  !(target instanceof HTMLTextAreaElement && target.readOnly) &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** What is typed after asking for the search is for the search, also while it is being fetched. */
function search() {
  const { open, show } = useOverlays.getState();
  if (open === 'palette') return;
  holdKeys();
  show('palette');
}

/** On a phone the way back takes away what lies over the page, and only then leaves the page. */
function useWayBack() {
  const phone = usePhone();
  const { open, hide } = useOverlays();
  useBackCloses(open !== undefined, hide);
  useBlocker({
    shouldBlockFn: ({ action }) => action === 'BACK' && closeTopmost(),
    enableBeforeUnload: false,
    disabled: !phone,
  });
}

function useShortcuts() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const control = event.ctrlKey || event.metaKey;
      if (control && event.key.toLowerCase() === 'k') search();
      else if (event.defaultPrevented || typing(event.target)) return;
      else if (event.key === '?' && !control) useOverlays.getState().show('help');
      else if (!control || event.shiftKey || event.key.toLowerCase() !== 'z' || !takeBack()) return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

export function AppShell() {
  const { t } = useTranslation();
  const { data: me } = useSuspenseQuery(meQuery);
  const phone = usePhone();
  const folded = usePreferences((state) => state.folded);
  const open = useOverlays((state) => state.open);
  const asking = useGate((state) => state.asking);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Who designs needs the whole width.
  const bare = path.startsWith('/design/');
  const [seen, setSeen] = useState<ReadonlySet<Overlay | 'session'>>(new Set());

  useEffect(() => {
    if (!hasChosenLanguage() && isLanguage(me.locale)) void changeLanguage(me.locale);
  }, [me.locale]);
  useEffect(() => holdSession(me), [me]);
  useEffect(() => setPickerZone(me.time_zone), [me.time_zone]);
  useEffect(openEvents, []);
  useNews();
  useShortcuts();
  useWayBack();
  useWarm(true, phone ? soonOnPhone : soon);
  useEffect(() => {
    const shown = asking ? 'session' : open;
    if (shown) setSeen((seen) => new Set(seen).add(shown));
  }, [open, asking]);

  return (
    <ZoneContext value={me.time_zone}>
      <div className={`shell${phone || bare ? ' shell-phone' : folded ? ' shell-folded' : ''}`}>
        <a className="skip-link" href="#content">
          {t('shell.skip')}
        </a>
        {!phone && !bare && (
          <nav className="shell-nav" aria-label={t('shell.navigation')}>
            {folded ? <Rail me={me} /> : <Navigation me={me} />}
          </nav>
        )}
        <div className="shell-main" id="content" tabIndex={-1}>
          <ConnectionBar />
          <Outlet />
        </div>
        {phone && !bare && !/^\/a\/[^/]+\/(?!-\/)[^/]+\/./.test(path) && <BottomBar me={me} />}
        {seen.has('palette') && <Palette me={me} />}
        {seen.has('help') && <HelpPanel />}
        {seen.has('feedback') && <FeedbackBox me={me} />}
        {seen.has('session') && <SessionDialog />}
      </div>
    </ZoneContext>
  );
}

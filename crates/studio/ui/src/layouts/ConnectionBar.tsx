/** Says that the server cannot be reached, and that a newer version of the screens is there. */
import { CloudSyncOutlined, DisconnectOutlined, SyncOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reconnect, useConnection, useEvents } from '../api/events';
import { say } from '../components/toasts';

export function ConnectionBar() {
  const { t } = useTranslation();
  const link = useConnection((state) => state.link);
  const lost = link === 'lost';
  const [said, setSaid] = useState(false);
  const [outdated, setOutdated] = useState(false);
  useEffect(() => {
    if (lost) setSaid(true);
  }, [lost]);
  useEvents('resumed', () => {
    if (said) say(t('connection.back'));
    setSaid(false);
  });
  useEffect(() => {
    // A part of the screens that is no longer on the server: it was replaced while the page was open.
    const onMissing = (event: Event) => {
      if (!navigator.onLine || useConnection.getState().link === 'lost') return;
      event.preventDefault();
      setOutdated(true);
    };
    addEventListener('vite:preloadError', onMissing);
    return () => removeEventListener('vite:preloadError', onMissing);
  }, []);
  if (lost)
    return (
      <div className="connection-bar tint-amber" role="alert">
        <DisconnectOutlined aria-hidden />
        <span>{t('connection.lost')}</span>
        <button type="button" onClick={reconnect}>
          {t('connection.again')}
        </button>
      </div>
    );
  if (link === 'late')
    return (
      <div className="connection-bar tint-slate" role="status">
        <SyncOutlined aria-hidden />
        <span>{t('connection.late')}</span>
        <button type="button" onClick={reconnect}>
          {t('connection.again')}
        </button>
      </div>
    );
  if (outdated)
    return (
      <div className="connection-bar tint-blue" role="alert">
        <CloudSyncOutlined aria-hidden />
        <span>{t('connection.outdated')}</span>
        <button type="button" onClick={() => location.reload()}>
          {t('connection.reload')}
        </button>
      </div>
    );
  return null;
}

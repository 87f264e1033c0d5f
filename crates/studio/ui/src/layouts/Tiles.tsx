/** The tiles of the launcher, with a box to find one when they are many. */
import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/session';
import { Icon } from '../components/icons';
import { useWords } from '../i18n/text';

/** From this many apps on one types rather than looks. */
const many = 9;

export default function Tiles({ me, onGo }: { me: Me; onGo: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const shown = me.apps.filter(({ key, label }) => `${words(label)} ${key}`.toLowerCase().includes(wanted));
  return (
    <section className="launcher" aria-label={t('shell.launcher')}>
      {me.apps.length >= many && (
        <Input
          autoFocus
          allowClear
          placeholder={t('shell.findApp')}
          aria-label={t('shell.findApp')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {shown.length === 0 ? (
        <p className="mute palette-none">{t('palette.none')}</p>
      ) : (
        <ul>
          {shown.map((app) => (
            <li key={app.key}>
              <Link to="/a/$app" params={{ app: app.key }} onClick={onGo}>
                <span className="app-icon" style={{ '--app': app.colour ?? 'var(--mark)' } as CSSProperties}>
                  <Icon name={app.icon} />
                </span>
                <span className="ellipsis">{words(app.label)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Link to="/apps" className="launcher-all" onClick={onGo}>
        {t('shell.allApps')}
      </Link>
    </section>
  );
}

/** All apps of the person as a panel of tiles, from anywhere. */
import { AppstoreOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Input, Popover } from 'antd';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/session';
import { Icon } from '../components/icons';
import { useWords } from '../i18n/text';
import { usePhone } from '../lib/useMedia';

/** From this many apps on one types rather than looks. */
const many = 9;

export function Launcher({ me }: { me: Me }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  if (phone || me.apps.length === 0) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Tiles me={me} onGo={() => setOpen(false)} />}
    >
      <button type="button" className="topbar-icon" aria-label={t('shell.launcher')} aria-expanded={open}>
        <AppstoreOutlined />
      </button>
    </Popover>
  );
}

function Tiles({ me, onGo }: { me: Me; onGo: () => void }) {
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

/** All apps of the person as a panel of tiles, from anywhere. */
import { AppstoreOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/session';
import { Flyout } from '../components/Opener';
import { Loading } from '../components/State';
import { later } from '../lib/later';
import { usePhone } from '../lib/useMedia';

const Tiles = later(() => import('./Tiles'), <Loading rows={3} />);

export function Launcher({ me }: { me: Me }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  if (phone || me.apps.length === 0) return null;
  return (
    <Flyout
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
    </Flyout>
  );
}

Launcher.fetch = Tiles.fetch;

/** An app as a card: opens it; for administrators also designs, exports and shows its releases. */
import { EllipsisOutlined, TableOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppEntry, appQuery, packageAddress } from '../../api/apps';
import { Icon } from '../../components/icons';
import { Tag } from '../../components/Tag';
import { useWords } from '../../i18n/text';
import { onEntryKey } from '../../lib/menuKeys';

export const tint = (colour: string | null | undefined) => ({ '--app': colour ?? 'var(--mark)' }) as CSSProperties;

export function AppCard({ app, administrator }: { app: AppEntry; administrator: boolean }) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const navigate = useNavigate();
  const { data: model } = useQuery(appQuery(app.key));
  const label = words(app.label);
  /** The pointer follows the link in it; a key on the entry would not. */
  const packing = (withData: boolean, text: string) => {
    const address = packageAddress(app.key, withData);
    return {
      key: withData ? 'packData' : 'pack',
      label: <a href={address}>{text}</a>,
      onClick: ({ domEvent }: { readonly domEvent: { readonly type: string } }) => {
        if (domEvent.type === 'keydown') location.assign(address);
      },
    };
  };
  return (
    <li className="card app-card" style={tint(app.colour)}>
      <span className="app-sign">
        <span aria-hidden>
          <Icon name={app.icon} />
        </span>
      </span>
      <div className="app-words">
        <Link to="/a/$app" params={{ app: app.key }} className="app-open">
          {label}
        </Link>
        <p className="mute ellipsis">{words(app.description) || t('noDescription')}</p>
        <p className="mute app-facts">
          <TableOutlined aria-hidden />
          {model ? t('forms', { count: Object.keys(model.forms).length }) : '…'}
        </p>
      </div>
      <Tag>{t('release', { number: app.release })}</Tag>
      {administrator && (
        <Dropdown
          trigger={['click']}
          autoFocus
          menu={{
            onKeyDown: onEntryKey,
            items: [
              {
                key: 'design',
                label: t('design'),
                onClick: () => void navigate({ to: '/design/$app', params: { app: app.key } }),
              },
              {
                key: 'releases',
                label: t('releases'),
                onClick: () => void navigate({ to: '/design/$app/publish', params: { app: app.key } }),
              },
              { type: 'divider' },
              packing(false, t('export')),
              packing(true, t('exportData')),
            ],
          }}
        >
          <Button type="text" icon={<EllipsisOutlined />} aria-label={t('more', { app: label })} />
        </Dropdown>
      )}
    </li>
  );
}

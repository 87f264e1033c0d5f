/** The apps of the caller as tiles in their own colours. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../../api/apps';
import type { Me } from '../../api/session';
import { Icon } from '../../components/icons';
import { useWords } from '../../i18n/text';

export function AppTiles({ apps }: { apps: Me['apps'] }) {
  const { t } = useTranslation();
  const words = useWords();
  const models = useQueries({ queries: apps.map(({ key }) => appQuery(key)) });
  return (
    <div className="tiles">
      {apps.map((app, index) => {
        const forms = models[index]?.data?.forms;
        return (
          <Link key={app.key} to="/a/$app" params={{ app: app.key }} className="tile">
            <span className="app-icon" style={{ '--app': app.colour ?? 'var(--mark)' } as CSSProperties}>
              <Icon name={app.icon} />
            </span>
            <span className="ellipsis">
              <b>{words(app.label)}</b>
              <small>{forms ? t('workbench.forms', { count: Object.keys(forms).length }) : '…'}</small>
            </span>
          </Link>
        );
      })}
    </div>
  );
}

/** The releases, newest first: who published what and when; going back shows its effect first. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appsQuery, differencesQuery, type Release, restoreRelease } from '../../api/apps';
import { sentence } from '../../api/errors';
import { meQuery } from '../../api/session';
import { Dialog } from '../../components/Dialog';
import { Loading } from '../../components/State';
import { Tag } from '../../components/Tag';
import { say } from '../../components/toasts';
import { formatDateTime } from '../../lib/format';
import { useZone } from '../../lib/today';
import { useDesigning } from '../shell/context';
import { useDifferenceWords } from './useDifferenceWords';
import { usePublisher } from './usePublisher';

/** Sentences shown before the rest is folded. */
const few = 4;

export function Releases({ app, releases }: { app: string; releases: readonly Release[] }) {
  const { t } = useTranslation('apps');
  const zone = useZone();
  const by = usePublisher();
  const [back, setBack] = useState<Release>();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const current = releases.find((release) => release.current);
  return (
    <aside className="releases" aria-labelledby="releases-title">
      <h2 id="releases-title">{t('releases_.title')}</h2>
      <ol>
        {releases.map((release) => {
          const shown = open.has(release.number) ? release.changes : release.changes.slice(0, few);
          const rest = release.changes.length - shown.length;
          return (
            <li key={release.number} id={`release-${release.number}`} tabIndex={-1}>
              <div className="release-head">
                <b className="number">v{release.number}</b>
                {release.current && <Tag colour="green">{t('releases_.current')}</Tag>}
                <span className="topbar-space" />
                {!release.current && (
                  <Button size="small" onClick={() => setBack(release)}>
                    {t('releases_.back')}
                  </Button>
                )}
              </div>
              <p className="mute small">
                {formatDateTime(release.created_at, zone)} · {by(release.created_by) ?? t('releases_.system')}
                {release.note && ` · ${release.note}`}
              </p>
              {release.changes.length === 0 ? (
                <p className="mute small">{release.number === 1 ? t('releases_.first') : t('releases_.nothing')}</p>
              ) : (
                <ul>
                  {shown.map((change, index) => (
                    <li key={`${index.toString()} ${change}`}>{change}</li>
                  ))}
                </ul>
              )}
              {rest > 0 && (
                <Button size="small" type="link" onClick={() => setOpen(new Set([...open, release.number]))}>
                  {t('releases_.more', { count: rest })}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {back && current && (
        <GoBack app={app} from={current.number} to={back.number} onClose={() => setBack(undefined)} />
      )}
    </aside>
  );
}

interface BackProps {
  readonly app: string;
  readonly from: number;
  readonly to: number;
  readonly onClose: () => void;
}

function GoBack({ app, from, to, onClose }: BackProps) {
  const { t } = useTranslation('apps');
  const client = useQueryClient();
  const { draft } = useDesigning();
  const effect = useQuery(differencesQuery(app, from, to));
  const sayDifference = useDifferenceWords(effect.data);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const go = async () => {
    setBusy(true);
    try {
      const { release } = await restoreRelease(app, to);
      await draft.getState().pull();
      await Promise.all(
        [appsQuery.queryKey, meQuery.queryKey, ['app', app], ['releases', app], ['differences', app]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
      say(t('releases_.wentBack', { to, release }));
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      title={t('releases_.backTitle', { to })}
      okText={t('releases_.backGo')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, loading: busy, disabled: effect.data === undefined }}
      onOk={() => void go()}
      onCancel={onClose}
    >
      <p>{t('releases_.backAbout', { from, to, next: from + 1 })}</p>
      {error !== undefined && <Alert type="error" showIcon title={sentence(error)} />}
      {effect.data === undefined ? (
        <Loading rows={3} />
      ) : (
        <ul className="release-effect">
          {effect.data.map((difference) => (
            <li key={`${difference.path} ${difference.text}`}>{sayDifference(difference)}</li>
          ))}
        </ul>
      )}
      <p className="mute small">{t('releases_.kept')}</p>
    </Dialog>
  );
}

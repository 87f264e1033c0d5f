/** Whether the draft is safe, in a few words. */
import { CloudOutlined, CloudSyncOutlined, DisconnectOutlined, EditOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../api/errors';
import { civil, useZone } from '../../lib/today';
import { useDraft } from './context';
import type { Saving } from './draft';

const icons: Record<Saving, typeof CloudOutlined> = {
  saved: CloudOutlined,
  waiting: EditOutlined,
  saving: CloudSyncOutlined,
  unfit: WarningOutlined,
  offline: DisconnectOutlined,
  refused: WarningOutlined,
};

export function SaveState() {
  const { t } = useTranslation('designer');
  const saving = useDraft((state) => state.saving);
  const savedAt = useDraft((state) => state.savedAt);
  const error = useDraft((state) => state.error);
  const zone = useZone();
  const Icon = icons[saving];
  const text =
    saving === 'saved' && savedAt !== undefined
      ? t('shell.savedAt', { time: civil(new Date(savedAt), zone).time.slice(0, 5) })
      : saving === 'refused'
        ? `${t('shell.refused')}: ${sentence(error)}`
        : t(`shell.${saving}`);
  return (
    <span className={`save-state save-${saving}`} role="status" data-saving={saving}>
      <Icon aria-hidden /> <span className="ellipsis">{text}</span>
    </span>
  );
}

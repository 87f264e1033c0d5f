/** Says that records were deleted, and offers them back. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reason } from '../api/errors';
import { restoreRecords } from '../api/trash';
import { say } from '../components/toasts';

export function useOfferBack(app: string) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();

  async function restore(ids: readonly string[], onBack?: () => void) {
    try {
      await restoreRecords(app, ids);
    } catch (error) {
      const toTrash = () => void navigate({ to: '/a/$app/-/trash', params: { app } });
      return say(reason(error), 'bad', { label: t('deleted.toTrash'), act: toTrash, byKey: false });
    }
    say(t('bulk.restored', { count: ids.length }));
    onBack?.();
    await cache.invalidateQueries();
  }

  /** `text` says what was deleted; `onBack` shows it again. */
  return (text: string, ids: readonly string[], onBack?: () => void) =>
    say(text, 'good', { label: t('common.undo'), act: () => void restore(ids, onBack) });
}

/** Asks before a saved view is removed, for oneself or for all who share it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../api/errors';
import { deleteView, type SavedView, savedViewsQuery } from '../../api/views';
import { Dialog } from '../../components/Dialog';
import { say } from '../../components/toasts';
import { useApp } from '../../model/context';

interface Props {
  readonly label: string;
  readonly saved: SavedView;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

export default function RemoveView({ label, saved, onClose, onRemoved }: Props) {
  const { t } = useTranslation();
  const app = useApp();
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteView(app.key, saved.id),
    onSuccess: async () => {
      onRemoved();
      await cache.invalidateQueries({ queryKey: savedViewsQuery(app.key).queryKey });
      say(t('views.removed'));
    },
    onError: (error) => say(sentence(error), 'bad'),
  });
  return (
    <Dialog
      open
      title={t('views.removeAsk', { view: label })}
      okText={t('common.delete')}
      okButtonProps={{ danger: true, loading: remove.isPending }}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      onOk={() => remove.mutate()}
    >
      {saved.roles.length > 0 && <p>{t('views.removeShared')}</p>}
    </Dialog>
  );
}

/** Restoring what was chosen: all of it or none, and what stands in the way. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, sentence } from '../../api/errors';
import { restoreRecords, type Trashed } from '../../api/trash';
import { say } from '../../components/toasts';

export function useRestore(app: string, onDone: () => void) {
  const { t } = useTranslation(['trash', 'translation']);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const restore = useMutation({
    mutationFn: (items: readonly Trashed[]) =>
      restoreRecords(
        app,
        items.map(({ id }) => id),
      ),
    onSuccess: (_done, items) => {
      onDone();
      const [one] = items;
      if (one && items.length === 1) {
        const params = { app, form: one.form, id: one.id };
        say(t('restored', { title: one.title ?? t('untitled') }), 'good', {
          label: t('show'),
          act: () => void navigate({ to: '/a/$app/$form/$id', params }),
          byKey: false,
        });
      } else say(t('translation:bulk.restored', { count: items.length }));
      return cache.invalidateQueries();
    },
    // Somebody was quicker: what is listed is not there any more.
    onError: () => cache.invalidateQueries({ queryKey: ['trash', app] }),
  });
  return { restore, wrong: restore.error ? reasons(restore.error, t('gone')) : [] };
}

function reasons(error: unknown, gone: string): readonly string[] {
  if (!(error instanceof ApiError)) return [sentence(error)];
  if (error.status === 404) return [gone];
  const said = error.issues.map(({ text }) => text);
  return said.length > 0 ? [...new Set(said)] : [sentence(error)];
}

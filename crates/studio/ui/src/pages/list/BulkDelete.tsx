/** Asks before many records are deleted: how many, which, and what goes with them. They go to the trash. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reason } from '../../api/errors';
import { deleteRecords, shortListQuery } from '../../api/records';
import { Dialog } from '../../components/Dialog';
import { Loading } from '../../components/State';
import { say } from '../../components/toasts';
import { useWords } from '../../i18n/text';
import type { AppModel, FormModel } from '../../model/app';
import { titleOf, useApp } from '../../model/context';
import { useOfferBack } from '../../records/useOfferBack';

interface Props {
  readonly form: FormModel;
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Forms whose records point to those of `form`: such a link is emptied, or keeps its target from being deleted. */
function linksTo(app: AppModel, form: FormModel): readonly { readonly form: FormModel; readonly refuses: boolean }[] {
  return Object.values(app.forms).flatMap((other) => {
    const links = other.fields.filter((field) => field.kind === 'link' && field.form === form.key);
    if (links.length === 0) return [];
    return [{ form: other, refuses: links.some((field) => field.kind === 'link' && field.on_delete !== 'clear') }];
  });
}

export default function BulkDelete({ form, ids, onClose, onDeleted }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const cache = useQueryClient();
  const offerBack = useOfferBack(app.key);
  const place = { app: app.key, form: form.key };
  const { data } = useQuery(
    shortListQuery(place, {
      where: { field: 'id', op: 'in', value: ids.slice(0, 200) },
      limit: 8,
      ...(form.title ? { fields: [form.title] } : {}),
    }),
  );
  const linking = linksTo(app, form);
  const names = (refuses: boolean) =>
    linking
      .filter((link) => link.refuses === refuses)
      .map((link) => words(link.form.label))
      .join(t('common.comma'));

  const remove = useMutation({
    mutationFn: () => deleteRecords(place, ids),
    onSuccess: async () => {
      onDeleted();
      offerBack(t('list.deleted', { count: ids.length }), ids);
      await cache.invalidateQueries();
    },
    onError: (error) => {
      onClose();
      say(reason(error), 'bad');
    },
  });

  return (
    <Dialog
      open
      title={t('list.deleteAsk', { count: ids.length })}
      okText={t('bulk.delete', { count: ids.length })}
      okButtonProps={{ danger: true }}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      confirmLoading={remove.isPending}
      onOk={() => remove.mutate()}
    >
      {data ? (
        <ul className="bulk-titles">
          {data.items.map((record) => (
            <li key={record.id} className="ellipsis">
              {titleOf(form, record)}
            </li>
          ))}
          {ids.length > data.items.length && (
            <li className="mute">{t('bulk.others', { count: ids.length - data.items.length })}</li>
          )}
        </ul>
      ) : (
        <Loading rows={3} />
      )}
      <p>
        {t('bulk.goesToo')} {t('deleted.kept')}
      </p>
      {names(true) && <p>{t('bulk.refuses', { forms: names(true) })}</p>}
      {names(false) && <p>{t('bulk.clears', { forms: names(false) })}</p>}
    </Dialog>
  );
}

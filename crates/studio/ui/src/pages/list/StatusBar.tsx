/** Below a table: how many there are, how many are chosen and what may be done with them, and the sum of the first amount. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { sentence } from '../../api/errors';
import { deleteRecords } from '../../api/records';
import { say } from '../../components/toasts';
import { currencySymbol, formatNumber, formatShort } from '../../lib/format';
import { usePhone } from '../../lib/useMedia';
import type { FormModel } from '../../model/app';
import type { Column } from '../../model/columns';
import { useApp } from '../../model/context';

interface Props {
  readonly form: FormModel;
  readonly columns: readonly Column[];
  readonly total: number | undefined;
  readonly condition: unknown;
  readonly searched: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onCleared: () => void;
}

export function StatusBar({ form, columns, total, condition, searched, selected, onCleared }: Props) {
  const { t, i18n } = useTranslation();
  const app = useApp();
  const phone = usePhone();
  const cache = useQueryClient();
  const money = columns.find(
    ({ path, field }) => field.kind === 'money' && field.right !== 'masked' && !path.includes('.'),
  );
  const path = { app: app.key, form: form.key };
  const sum = useQuery({
    queryKey: ['aggregate', app.key, form.key, money?.path, condition],
    queryFn: async () => {
      const body = {
        ...(condition === undefined ? {} : { where: condition }),
        measures: { sum: { sum: money?.path } },
      };
      const { items } = await answer(api.POST('/data/{app}/{form}/aggregate', { params: { path }, body }));
      return items[0]?.sum as string | number | null | undefined;
    },
    enabled: money !== undefined && !searched && !phone,
    retry: false,
  });
  const remove = useMutation({
    mutationFn: () => deleteRecords(path, [...selected]),
    onSuccess: async () => {
      say(t('list.deleted', { count: selected.size }));
      onCleared();
      await cache.invalidateQueries();
    },
    onError: (error) => say(sentence(error), 'bad'),
  });
  const shown = sum.data ?? undefined;
  return (
    <footer className="status-bar">
      <span className="number">
        {total === undefined ? '…' : t('list.total', { count: total, number: formatNumber(total) })}
      </span>
      {selected.size > 0 && (
        <>
          <span className="number">{t('list.selected', { count: selected.size })}</span>
          <Button type="link" size="small" onClick={onCleared}>
            {t('list.unselect')}
          </Button>
          {form.rights.delete && (
            <Popconfirm
              title={t('list.deleteAsk', { count: selected.size })}
              okText={t('common.delete')}
              okButtonProps={{ danger: true }}
              onConfirm={() => remove.mutate()}
            >
              <Button type="link" size="small" danger loading={remove.isPending}>
                {t('common.delete')}
              </Button>
            </Popconfirm>
          )}
        </>
      )}
      <span className="toolbar-space" />
      {money?.field.kind === 'money' && shown !== undefined && (
        <span className="number">
          {t('list.sum', { label: money.label })} {currencySymbol(money.field.currency ?? app.settings?.currency)}
          {formatShort(shown, i18n.language)}
        </span>
      )}
    </footer>
  );
}

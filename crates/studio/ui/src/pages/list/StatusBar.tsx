/** Below a table: how many there are, what the chosen cells add up to, and what may be done with the selected records. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format';
import { later } from '../../lib/later';
import type { FormModel } from '../../model/app';
import type { Column } from '../../model/columns';
import type { Sums } from './figures';
import type { Writing } from './useWriting';

const BulkEdit = later(() => import('./BulkEdit'));
const BulkDelete = later(() => import('./BulkDelete'));

interface Props {
  readonly form: FormModel;
  readonly columns: readonly Column[];
  readonly total: number | undefined;
  readonly chosen?: Sums | undefined;
  readonly selected?: ReadonlySet<string>;
  /** Only the first thousand could be selected. */
  readonly limited?: boolean;
  readonly writing?: Writing;
  /** Offers to add columns up, where none is. */
  readonly onTotals?: (() => void) | undefined;
  readonly onCleared?: () => void;
}

export function StatusBar({ form, total, chosen, selected, limited, writing, onTotals, onCleared }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'edit' | 'delete'>();
  const ids = [...(selected ?? [])];
  const done = () => setAsking(undefined);
  return (
    <footer className="status-bar">
      <span className="number">
        {total === undefined ? '…' : t('list.total', { count: total, number: formatNumber(total) })}
      </span>
      {ids.length > 0 && writing && (
        <>
          <span className="number">
            {limited ? t('list.selectedFirst', { count: ids.length }) : t('list.selected', { count: ids.length })}
          </span>
          {form.rights.update && (
            <Button type="link" size="small" onClick={() => setAsking('edit')}>
              {t('bulk.edit')}
            </Button>
          )}
          {form.rights.delete && (
            <Button type="link" size="small" danger onClick={() => setAsking('delete')}>
              {t('common.delete')}
            </Button>
          )}
          <Button type="link" size="small" onClick={onCleared}>
            {t('list.unselect')}
          </Button>
          {asking === 'edit' && <BulkEdit form={form} ids={ids} writing={writing} onClose={done} />}
          {asking === 'delete' && (
            <BulkDelete
              form={form}
              ids={ids}
              onClose={done}
              onDeleted={() => {
                done();
                onCleared?.();
              }}
            />
          )}
        </>
      )}
      {onTotals && (
        <Button type="text" size="small" className="mute" onClick={onTotals}>
          {t('total.begin')}
        </Button>
      )}
      <span className="toolbar-space" />
      {chosen && (
        <span className="number">
          {t('list.cells', { count: chosen.cells, number: formatNumber(chosen.cells) })}
          {chosen.sum !== undefined && (
            <>
              {' · '}
              {t('total.sum')} {formatNumber(chosen.sum)} · {t('total.avg')} {formatNumber(chosen.mean ?? '')}
            </>
          )}
        </span>
      )}
    </footer>
  );
}

StatusBar.fetch = () => Promise.all([BulkEdit.fetch(), BulkDelete.fetch()]);

/** Deleted records as a table; on a phone each is one line under its title. */
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Trashed } from '../../api/trash';
import { Icon } from '../../components/icons';
import { PersonChip, usePersonName } from '../../fields/parts/people';
import { useWords } from '../../i18n/text';
import { formatDateTime } from '../../lib/format';
import { useToday } from '../../lib/today';
import { useApp } from '../../model/context';
import { daysLeft } from './left';

interface Props {
  readonly items: readonly Trashed[];
  readonly chosen: ReadonlySet<string>;
  /** What is on its way back. */
  readonly busy: readonly Trashed[];
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onRestore: (one: Trashed) => void;
}

export function TrashTable({ items, chosen, busy, onChoose, onRestore }: Props) {
  const { t } = useTranslation('trash');
  const count = items.filter(({ id }) => chosen.has(id)).length;
  return (
    <div className="card trash-card">
      <table className="trash-table">
        <caption className="visually-hidden">{t('list')}</caption>
        <thead>
          <tr>
            <th scope="col" className="trash-check">
              <Checkbox
                aria-label={t('selectAll')}
                checked={count === items.length}
                indeterminate={count > 0 && count < items.length}
                onChange={({ target }) => onChoose(new Set(target.checked ? items.map(({ id }) => id) : []))}
              />
            </th>
            <th scope="col">{t('record')}</th>
            <th scope="col" className="trash-wide">
              {t('by')}
            </th>
            <th scope="col" className="trash-wide">
              {t('at')}
            </th>
            <th scope="col" className="trash-wide">
              {t('until')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Line
              key={item.id}
              item={item}
              chosen={chosen.has(item.id)}
              busy={busy.includes(item)}
              onChoose={(on) => {
                const next = new Set(chosen);
                if (on) next.add(item.id);
                else next.delete(item.id);
                onChoose(next);
              }}
              onRestore={() => onRestore(item)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  readonly item: Trashed;
  readonly chosen: boolean;
  readonly busy: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly onRestore: () => void;
}

function Line({ item, chosen, busy, onChoose, onRestore }: LineProps) {
  const { t } = useTranslation('trash');
  const words = useWords();
  const app = useApp();
  const { today, zone } = useToday();
  const name = usePersonName(item.by);
  const form = app.forms[item.form];
  const title = item.title ?? t('untitled');
  const at = formatDateTime(item.at, zone);
  const days = daysLeft(item.until, today, zone);
  const left = days > 0 ? t('left', { count: days }) : t('lastDay');
  return (
    <tr className={chosen ? 'trash-on' : ''}>
      <td className="trash-check">
        <Checkbox
          aria-label={t('select', { title })}
          checked={chosen}
          onChange={({ target }) => onChoose(target.checked)}
        />
      </td>
      <th scope="row" className="trash-record">
        <span className="trash-icon tint-slate" aria-hidden>
          <Icon name={form?.icon} />
        </span>
        <span className="trash-names">
          <span className={item.title === undefined ? 'ellipsis mute' : 'ellipsis'}>{title}</span>
          <small className="mute ellipsis">{words(form?.label)}</small>
          <small className="trash-narrow mute ellipsis">
            {name} {at}
          </small>
          <small className="trash-narrow mute">{left}</small>
        </span>
      </th>
      <td className="trash-wide">{item.by && <PersonChip id={item.by} />}</td>
      <td className="trash-wide number">
        <time dateTime={item.at}>{at}</time>
      </td>
      <td className="trash-wide number">
        <time dateTime={item.until} title={formatDateTime(item.until, zone)} className={days < 4 ? 'ink-red' : ''}>
          {left}
        </time>
      </td>
      <td className="trash-act">
        <Button size="small" loading={busy} aria-label={t('restoreOne', { title })} onClick={onRestore}>
          {t('restore')}
        </Button>
      </td>
    </tr>
  );
}

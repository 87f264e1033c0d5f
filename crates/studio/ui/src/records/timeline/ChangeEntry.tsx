/** A change in the timeline: who, and which values became which. */
import { DeleteOutlined, PlusOutlined, SwapOutlined, UndoOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../api/records';
import { FieldCell } from '../../fields/FieldValue';
import { usePersonName } from '../../fields/parts/people';
import { PlainContext } from '../../fields/parts/plain';
import { useWords } from '../../i18n/text';
import type { FormModel } from '../../model/app';
import { fieldOf } from '../../model/context';
import type { Field, Row } from '../../model/field';
import { systemField } from '../../model/system';
import { Line } from './Line';
import { rowChanges } from './rowChanges';

const icons: Record<string, ReactNode> = {
  create: <PlusOutlined />,
  created: <PlusOutlined />,
  delete: <DeleteOutlined />,
  deleted: <DeleteOutlined />,
  restore: <UndoOutlined />,
};

/** More than these are folded away. */
const most = 6;

export function ChangeEntry({ form, entry }: { form: FormModel; entry: HistoryEntry }) {
  const { t } = useTranslation();
  const name = usePersonName(entry.by);
  const [all, setAll] = useState(false);
  const created = /^creat/.test(entry.action);
  const deleted = /^delet/.test(entry.action);
  const restored = entry.action === 'restore';
  const known = (key: string): Field | undefined => fieldOf(form, key) ?? systemField(key);
  const changes = created ? [] : entry.changes.filter(({ field }) => known(field));
  const what = created
    ? t('timeline.created')
    : deleted
      ? t('timeline.deleted')
      : restored
        ? t('timeline.restored')
        : t('timeline.changed', { count: changes.length });
  const shown = all ? changes : changes.slice(0, most);
  return (
    <>
      <span
        className={`timeline-icon ${created || restored ? 'tint-green' : deleted ? 'tint-red' : 'tint-slate'}`}
        aria-hidden
      >
        {icons[entry.action] ?? <SwapOutlined />}
      </span>
      <div className="timeline-text">
        <Line name={name || t('timeline.system')} at={entry.at}>
          <span className="mute">{what}</span>
        </Line>
        {shown.length > 0 && (
          <PlainContext value={true}>
            <ul className="timeline-changes">
              {shown.map((change) => {
                const field = known(change.field);
                return field && <Change key={change.field} field={field} old={change.old} now={change.new} />;
              })}
            </ul>
          </PlainContext>
        )}
        {changes.length > most && (
          <button type="button" className="link-button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('timeline.fewer') : t('timeline.all', { count: changes.length })}
          </button>
        )}
      </div>
    </>
  );
}

function Change({ field, old, now }: { field: Field; old: unknown; now: unknown }) {
  const { t } = useTranslation();
  const words = useWords();
  const label = words(field.label) || field.key;
  if (field.kind !== 'table')
    return (
      <li>
        <span className="mute">{label}</span>
        <del>
          <FieldCell field={field} value={old} />
        </del>
        <span className="timeline-now">
          <span aria-hidden>→</span>
          <ins>
            <FieldCell field={field} value={now} />
          </ins>
        </span>
      </li>
    );
  const rows = rowChanges((old ?? []) as readonly Row[], (now ?? []) as readonly Row[]);
  return (
    <li className="timeline-rows">
      <span className="mute">{label}</span>
      {rows.map((row) =>
        row.how === 'changed' ? (
          <span key={`${row.at} ${row.key}`} className="timeline-row">
            <span className="mute">{t('rows.cell', { row: row.at, field: cellName(field, row.key, words) })}</span>
            <Cell field={field} cell={row.key} value={row.old} gone />
            <span aria-hidden>→</span>
            <Cell field={field} cell={row.key} value={row.now} />
          </span>
        ) : (
          <span key={`${row.at} ${row.how}`} className="timeline-row">
            {t(`rows.${row.how}`, { row: row.at })}
          </span>
        ),
      )}
    </li>
  );
}

type Table = Extract<Field, { kind: 'table' }>;
const cellOf = (field: Table, key: string) => field.fields.find((cell) => cell.key === key);
const cellName = (field: Table, key: string, words: ReturnType<typeof useWords>) =>
  words(cellOf(field, key)?.label) || key;

function Cell({ field, cell, value, gone = false }: { field: Table; cell: string; value: unknown; gone?: boolean }) {
  const inner = cellOf(field, cell);
  const shown = inner && <FieldCell field={inner} value={value} />;
  return gone ? <del>{shown}</del> : <ins>{shown}</ins>;
}

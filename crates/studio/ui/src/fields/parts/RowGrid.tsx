/** The rows of a sub-table as a grid to type in: Enter goes down, arrows move, pasted cells fill many, sums stand below. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Sideways } from '../../components/Sideways';
import { useWords } from '../../i18n/text';
import { isComposed } from '../../lib/inputMethod';
import type { Field, Kind } from '../../model/field';
import { isEnd } from '../align';
import { editorOf } from '../editors';
import { readerOf } from '../readers';
import { RowCell } from './RowCell';
import { RowMenu } from './RowMenu';
import { RowTotals } from './RowTotals';
import { insertRow } from './rows';
import { type RowsProps, useRowEdits } from './useRowEdits';

const boxes: Partial<Record<Kind, number>> = {
  text: 90,
  long_text: 160,
  link: 120,
  integer: 76,
  number: 76,
  percent: 76,
  money: 112,
  yes_no: 100,
  select: 120,
  date: 140,
};

/** What a box needs at least; what is only shown is as wide as its value. */
const width = ({ kind }: Field) => (editorOf(kind) ? (boxes[kind] ?? Math.max(110, readerOf(kind).width)) : undefined);

/** Words want the room that is left; where they are few, numbers have some of it as well. */
const wordy: readonly Kind[] = ['text', 'long_text', 'link'];
const wordsShare = 48;

/** Whether an arrow leaves the box: the caret stands at its edge, and no list is open. */
function leaves(target: EventTarget, key: string): boolean {
  if (!(target instanceof HTMLInputElement)) return target instanceof HTMLButtonElement && key.startsWith('ArrowU');
  if (target.getAttribute('role') === 'combobox' || target.getAttribute('aria-haspopup')) return false;
  if (key === 'ArrowUp' || key === 'ArrowDown') return target.type !== 'number';
  const { selectionStart, selectionEnd, value } = target;
  if (selectionStart !== selectionEnd) return selectionStart === 0 && selectionEnd === value.length;
  return key === 'ArrowLeft' ? selectionStart === 0 : selectionEnd === value.length;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function RowGrid(props: RowsProps) {
  const { id, rows, onChange } = props;
  const { t } = useTranslation();
  const words = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const dragged = useRef<number>(undefined);
  const edits = useRowEdits(props, body);
  const { columns, most, full, focus, move } = edits;
  const share = `${Math.floor(wordsShare / columns.filter(({ kind }) => wordy.includes(kind)).length)}%`;

  function onKeyDown(event: KeyboardEvent, row: number, column: number) {
    const inList = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
    if (isComposed(event) || inList || edits.onRowKey(event, row, column)) return;
    const step = steps[event.key];
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (event.shiftKey) focus(row - 1, column);
      else {
        if (row === rows.length - 1 && !full) onChange(insertRow(rows, rows.length));
        focus(row + 1, column);
      }
    } else if (step && !event.shiftKey && !event.ctrlKey && leaves(event.target, event.key)) {
      event.preventDefault();
      focus(row + step[0], column + step[1]);
    }
  }

  return (
    <div className="row-grid" id={id}>
      <Sideways className="row-grid-scroll" {...(rows.length === 0 ? { tabIndex: 0 } : {})}>
        <table aria-labelledby={`${id}-label`}>
          <thead>
            <tr>
              <th scope="col" className="row-grid-lead">
                #
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  style={{ minWidth: width(column), ...(wordy.includes(column.kind) ? { width: share } : {}) }}
                  className={isEnd(column) ? 'end' : ''}
                >
                  {words(column.label) || column.key}
                  {column.required && (
                    <span className="field-star" aria-hidden>
                      *
                    </span>
                  )}
                </th>
              ))}
              <th scope="col" className="row-grid-end">
                <span className="visually-hidden">{t('rows.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, index) => (
              <tr
                key={row.id}
                onDragOver={(event) => dragged.current !== undefined && event.preventDefault()}
                onDrop={(event) => {
                  if (dragged.current === undefined) return;
                  event.preventDefault();
                  move(dragged.current, index);
                }}
              >
                <td
                  className="row-grid-lead number mute"
                  title={t('rows.drag')}
                  draggable
                  onDragStart={(event) => {
                    dragged.current = index;
                    event.dataTransfer.effectAllowed = 'move';
                  }}
                  onDragEnd={() => {
                    dragged.current = undefined;
                  }}
                >
                  {index + 1}
                </td>
                {columns.map((column, at) => (
                  <RowCell
                    key={column.key}
                    id={`${id}-${index}-${column.key}`}
                    path={edits.pathOf(row, column.key)}
                    column={column}
                    row={row}
                    index={index}
                    at={`${index}-${at}`}
                    onChange={(value) => edits.set(row, column.key, value)}
                    onKeyDown={(event) => onKeyDown(event, index, at)}
                    onPaste={(event) => edits.onPaste(event, index, at)}
                  />
                ))}
                <td className="row-grid-end">
                  <RowMenu
                    index={index}
                    count={rows.length}
                    full={full}
                    onInsert={() => edits.insert(index + 1)}
                    onDuplicate={() => edits.duplicate(index)}
                    onMove={(to) => move(index, to)}
                    onRemove={() => edits.remove(row, index)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <RowTotals columns={columns} rows={rows} lead end />
        </table>
      </Sideways>
      <Button type="dashed" block icon={<PlusOutlined />} disabled={full} onClick={() => edits.insert(rows.length)}>
        {full ? t('rows.full', { count: most }) : t('rows.add')}
      </Button>
    </div>
  );
}

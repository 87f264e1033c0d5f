/** The rows of a sub-table as a grid to type in: Enter goes down, arrows move, pasted cells fill many, sums stand below. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, use, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { say } from '../../components/toasts';
import { FormContext } from '../../form/FormContext';
import { useWords } from '../../i18n/text';
import { optionsOf, useApp } from '../../model/context';
import { decorKinds, type Field, type FieldOf, type Row } from '../../model/field';
import { isEnd } from '../align';
import { readerOf } from '../readers';
import { RowCell } from './RowCell';
import { RowMenu } from './RowMenu';
import { RowTotals } from './RowTotals';
import { duplicateRow, fillDown, insertRow, moveRow, pasteRows } from './rows';

interface Props {
  readonly id: string;
  readonly field: FieldOf<'table'>;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

/** Widths that fit a box rather than a value. */
const width = (field: Field) =>
  Math.max(
    110,
    { text: 140, link: 160, long_text: 180, yes_no: 110, select: 150, date: 150 }[field.kind as string] ??
      readerOf(field.kind).width,
  );

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

export function RowGrid({ id, field, rows, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const form = use(FormContext);
  const body = useRef<HTMLTableSectionElement>(null);
  const dragged = useRef<number>(undefined);
  const latest = useRef({ rows, onChange });
  latest.current = { rows, onChange };
  const columns = field.fields.filter(({ kind }) => !decorKinds.has(kind));
  const most = field.max_rows ?? 500;
  const full = rows.length >= most;

  function set(row: Row, key: string, value: unknown) {
    form.touch(`${field.key}/${row.id}/${key}`);
    onChange(rows.map((other) => (other.id === row.id ? { ...other, [key]: value } : other)));
  }
  function focus(row: number, column: number) {
    requestAnimationFrame(() =>
      body.current
        ?.querySelector<HTMLElement>(`[data-at="${row}-${column}"] :is(input, textarea, button, [tabindex])`)
        ?.focus(),
    );
  }
  function insert(at: number) {
    if (full) return;
    onChange(insertRow(rows, at));
    focus(at, 0);
  }
  function move(from: number, to: number, column = 0) {
    const moved = moveRow(rows, from, to);
    if (moved === rows) return;
    onChange(moved);
    focus(to, column);
  }
  function remove(row: Row, index: number) {
    onChange(rows.filter((other) => other.id !== row.id));
    focus(Math.min(index, rows.length - 2), 0);
    say(t('rows.removed', { row: index + 1 }), 'plain', {
      label: t('rows.putBack'),
      act: () => latest.current.onChange(latest.current.rows.toSpliced(index, 0, row)),
    });
  }
  function onKeyDown(event: KeyboardEvent, row: number, column: number) {
    const inList = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
    if (event.nativeEvent.isComposing || inList) return;
    const step = steps[event.key];
    const key = columns[column]?.key;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (event.shiftKey) focus(row - 1, column);
      else {
        if (row === rows.length - 1 && !full) onChange(insertRow(rows, rows.length));
        focus(row + 1, column);
      }
    } else if (step && event.altKey && step[0] !== 0) {
      event.preventDefault();
      move(row, row + step[0], column);
    } else if (step && !event.shiftKey && !event.ctrlKey && leaves(event.target, event.key)) {
      event.preventDefault();
      focus(row + step[0], column + step[1]);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd' && key && row > 0) {
      event.preventDefault();
      const target = rows[row];
      if (!target || form.states[`${field.key}/${target.id}/${key}`]?.readOnly) return;
      form.touch(`${field.key}/${target.id}/${key}`);
      onChange(fillDown(rows, row, key));
    }
  }
  function onPaste(event: ClipboardEvent, row: number, column: number) {
    const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const pasted = pasteRows(rows, text, row, column, {
      columns,
      most,
      optionsOf: (column) => ('options' in column ? optionsOf(app, column.options) : []),
      mayWrite: (row, column) => form.states[`${field.key}/${row.id}/${column.key}`]?.readOnly !== true,
    });
    for (const cell of pasted.cells) form.touch(`${field.key}/${cell}`);
    onChange(pasted.rows);
  }

  return (
    <div className="row-grid" id={id}>
      <div className="row-grid-scroll" {...(rows.length === 0 ? { tabIndex: 0 } : {})}>
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
                  style={{ minWidth: width(column) }}
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
                    path={`${field.key}/${row.id}/${column.key}`}
                    column={column}
                    row={row}
                    index={index}
                    at={`${index}-${at}`}
                    onChange={(value) => set(row, column.key, value)}
                    onKeyDown={(event) => onKeyDown(event, index, at)}
                    onPaste={(event) => onPaste(event, index, at)}
                  />
                ))}
                <td className="row-grid-end">
                  <RowMenu
                    index={index}
                    count={rows.length}
                    full={full}
                    onInsert={() => insert(index + 1)}
                    onDuplicate={() => onChange(duplicateRow(rows, index))}
                    onMove={(to) => move(index, to)}
                    onRemove={() => remove(row, index)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <RowTotals columns={columns} rows={rows} lead end />
        </table>
      </div>
      <Button type="dashed" block icon={<PlusOutlined />} disabled={full} onClick={() => insert(rows.length)}>
        {full ? t('rows.full', { count: most }) : t('rows.add')}
      </Button>
    </div>
  );
}

/** What a person does with the rows of a sub-table, whether they stand in a grid or as cards: writing, moving, pasting, taking away. */
import { type ClipboardEvent, type KeyboardEvent, type RefObject, use, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { say } from '../../components/toasts';
import { FormContext } from '../../form/FormContext';
import { optionsOf, useApp } from '../../model/context';
import { decorKinds, type FieldOf, type Row } from '../../model/field';
import { duplicateRow, fillDown, insertRow, moveRow, pasteRows } from './rows';

export interface RowsProps {
  readonly id: string;
  readonly field: FieldOf<'table'>;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

/** `holder` holds the cells, each with its row and column in `data-at`. */
export function useRowEdits({ field, rows, onChange }: RowsProps, holder: RefObject<HTMLElement | null>) {
  const { t } = useTranslation();
  const app = useApp();
  const form = use(FormContext);
  const latest = useRef({ rows, onChange });
  latest.current = { rows, onChange };
  const columns = field.fields.filter(({ kind }) => !decorKinds.has(kind));
  const most = field.max_rows ?? 500;
  const full = rows.length >= most;
  const pathOf = (row: Row, key: string) => `${field.key}/${row.id}/${key}`;

  function set(row: Row, key: string, value: unknown) {
    form.touch(pathOf(row, key));
    onChange(rows.map((other) => (other.id === row.id ? { ...other, [key]: value } : other)));
  }
  function focus(row: number, column: number) {
    requestAnimationFrame(() =>
      holder.current
        ?.querySelector<HTMLElement>(`[data-at="${row}-${column}"] :is(input, textarea, button, [tabindex])`)
        ?.focus(),
    );
  }
  function insert(at: number) {
    if (full) return;
    onChange(insertRow(rows, at));
    focus(at, 0);
  }
  function duplicate(index: number) {
    onChange(duplicateRow(rows, index));
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
  /** Alt with an arrow moves the row, Ctrl+D takes the value above; whether the key meant one of them. */
  function onRowKey(event: KeyboardEvent, row: number, column: number): boolean {
    const key = columns[column]?.key;
    const up = event.key === 'ArrowUp';
    if (event.altKey && (up || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(row, row + (up ? -1 : 1), column);
      return true;
    }
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'd' || !key || row === 0) return false;
    event.preventDefault();
    const target = rows[row];
    if (!target || form.states[pathOf(target, key)]?.readOnly) return true;
    form.touch(pathOf(target, key));
    onChange(fillDown(rows, row, key));
    return true;
  }
  function onPaste(event: ClipboardEvent, row: number, column: number) {
    const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const pasted = pasteRows(rows, text, row, column, {
      columns,
      most,
      optionsOf: (column) => ('options' in column ? optionsOf(app, column.options) : []),
      mayWrite: (row, column) => form.states[pathOf(row, column.key)]?.readOnly !== true,
    });
    for (const cell of pasted.cells) form.touch(`${field.key}/${cell}`);
    onChange(pasted.rows);
  }

  return { columns, most, full, pathOf, set, focus, insert, duplicate, move, remove, onRowKey, onPaste };
}

/** A cell of a sub-table in a grid. */
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { Field, Row } from '../../model/field';
import { isEnd } from '../align';
import { RowValue, useRowCell } from './RowValue';

interface Props {
  readonly id: string;
  readonly path: string;
  readonly column: Field;
  readonly row: Row;
  readonly index: number;
  /** Row and column, by which the keyboard finds it. */
  readonly at: string;
  readonly onChange: (value: unknown) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

export function RowCell({ id, path, column, row, index, at, onChange, onKeyDown, onPaste }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const cell = useRowCell(path, column);
  return (
    <td
      data-at={at}
      className={`${isEnd(column) ? 'end' : ''}${cell.issue ? ' field-wrong' : ''}${cell.Edit ? '' : ' row-grid-fixed'}`}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={cell.leave}
    >
      <RowValue
        id={id}
        column={column}
        row={row}
        cell={cell}
        onChange={onChange}
        label={
          <label id={`${id}-label`} htmlFor={id} className="visually-hidden">
            {t('rows.cell', { row: index + 1, field: words(column.label) || column.key })}
          </label>
        }
      />
    </td>
  );
}

/** A row of a sub-table as a card: a head that folds it and says what is in it, and a named box for each of its fields. */
import { DownOutlined, RightOutlined } from '@ant-design/icons';
import type { HTMLAttributes, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { Field, Row } from '../../model/field';
import { isEnd } from '../align';
import { FieldCell } from '../FieldValue';
import { readerOf } from '../readers';
import { PlainContext } from './plain';
import { RowMenu } from './RowMenu';
import { RowValue, useRowCell } from './RowValue';
import { summedOf } from './rows';
import type { useRowEdits } from './useRowEdits';

interface Props {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly count: number;
  readonly edits: ReturnType<typeof useRowEdits>;
  readonly open: boolean;
  readonly onFold: () => void;
  readonly onKeyDown: (event: KeyboardEvent, row: number, column: number) => void;
}

const short: ReadonlySet<Field['kind']> = new Set(['yes_no', 'select', 'date', 'time', 'lookup', 'rating', 'serial']);

/** Whether two such boxes stand side by side on a phone. */
const isShort = (column: Field) => isEnd(column) || (short.has(column.kind) && !readerOf(column.kind).wide);

export function RowCard({ id, row, index, count, edits, open, onFold, onKeyDown }: Props) {
  const { t } = useTranslation();
  const { columns } = edits;
  const [first] = columns;
  const last = summedOf(columns).at(-1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row is a group of boxes without a frame of its own
    <div className="row-card" role="group" aria-label={t('rows.row', { row: index + 1 })}>
      <div className="row-card-head">
        <button
          type="button"
          className="row-card-fold"
          aria-expanded={open}
          aria-controls={`${id}-boxes`}
          onClick={onFold}
        >
          {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          <span className="number">{t('rows.row', { row: index + 1 })}</span>
          {!open && first && (
            <span className="ellipsis">
              <PlainContext value={true}>
                <FieldCell field={first} value={row[first.key]} />
              </PlainContext>
            </span>
          )}
          {!open && last && last !== first && (
            <span className="row-card-sum number">
              <FieldCell field={last} value={row[last.key]} />
            </span>
          )}
        </button>
        <RowMenu
          index={index}
          count={count}
          full={edits.full}
          onInsert={() => edits.insert(index + 1)}
          onDuplicate={() => edits.duplicate(index)}
          onMove={(to) => edits.move(index, to)}
          onRemove={() => edits.remove(row, index)}
        />
      </div>
      <div className="row-card-boxes" id={`${id}-boxes`} hidden={!open}>
        {open &&
          columns.map((column, at) => (
            <CardBox
              key={column.key}
              id={`${id}-${column.key}`}
              path={edits.pathOf(row, column.key)}
              at={`${index}-${at}`}
              column={column}
              row={row}
              onChange={(value) => edits.set(row, column.key, value)}
              onKeyDown={(event) => onKeyDown(event, index, at)}
              onPaste={(event) => edits.onPaste(event, index, at)}
            />
          ))}
      </div>
    </div>
  );
}

interface BoxProps extends Pick<HTMLAttributes<HTMLDivElement>, 'onKeyDown' | 'onPaste'> {
  readonly id: string;
  readonly path: string;
  readonly at: string;
  readonly column: Field;
  readonly row: Row;
  readonly onChange: (value: unknown) => void;
}

function CardBox({ id, path, at, column, row, onChange, onKeyDown, onPaste }: BoxProps) {
  const words = useWords();
  const cell = useRowCell(path, column);
  if (!cell.shown) return null;
  const name = words(column.label) || column.key;
  const star = column.required && (
    <span className="field-star" aria-hidden>
      *
    </span>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the box within
    <div
      data-at={at}
      className={`row-card-box${isShort(column) ? ' row-card-half' : ''}${cell.issue ? ' field-wrong' : ''}`}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={cell.leave}
    >
      {cell.Edit ? (
        <RowValue
          id={id}
          column={column}
          row={row}
          cell={cell}
          onChange={onChange}
          label={
            <label id={`${id}-label`} htmlFor={id} className="field-label">
              {name}
              {star}
            </label>
          }
        />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a value that is read only, with the name of its field
        <div role="group" aria-labelledby={`${id}-label`}>
          <span id={`${id}-label`} className="field-label">
            {name}
          </span>
          <div className="field-fixed">
            <RowValue id={id} column={column} row={row} cell={cell} onChange={onChange} label={null} />
          </div>
        </div>
      )}
    </div>
  );
}

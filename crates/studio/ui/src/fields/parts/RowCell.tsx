/** A cell of a sub-table that is typed in: its box, or its value when it is closed. */
import { type ClipboardEvent, type ComponentType, type KeyboardEvent, use } from 'react';
import { useTranslation } from 'react-i18next';
import { FormContext } from '../../form/FormContext';
import { useWords } from '../../i18n/text';
import type { Field, Kind, Row } from '../../model/field';
import { isEnd } from '../align';
import { editorOf } from '../editors';
import { FieldCell } from '../FieldValue';
import type { EditProps } from '../kind';

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
  const form = use(FormContext);
  const state = form.states[path];
  const issue = form.issues[path]?.join(' ');
  const Edit = state?.readOnly
    ? undefined
    : (editorOf(column.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined);
  return (
    <td
      data-at={at}
      className={`${isEnd(column) ? 'end' : ''}${issue ? ' field-wrong' : ''}${Edit ? '' : ' row-grid-fixed'}`}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    >
      {state?.visible === false ? null : Edit ? (
        <>
          <label id={`${id}-label`} htmlFor={id} className="visually-hidden">
            {t('rows.cell', { row: index + 1, field: words(column.label) || column.key })}
          </label>
          <Edit
            id={id}
            field={column as never}
            value={(row[column.key] ?? null) as never}
            onChange={onChange}
            invalid={issue !== undefined}
            describedBy={issue ? `${id}-issue` : undefined}
            only={state?.only}
            placeholder={words(column.placeholder) || undefined}
          />
        </>
      ) : (
        <FieldCell field={column} value={row[column.key]} />
      )}
      {issue && (
        <div id={`${id}-issue`} className="field-issue">
          {issue}
        </div>
      )}
    </td>
  );
}

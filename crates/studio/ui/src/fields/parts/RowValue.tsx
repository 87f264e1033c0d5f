/** What a cell of a sub-table holds: its box, or its value when it is closed, and what is wrong with it. */
import { type ComponentType, type ReactNode, use } from 'react';
import { FormContext } from '../../form/FormContext';
import { useWords } from '../../i18n/text';
import type { Field, Kind, Row } from '../../model/field';
import { editorOf } from '../editors';
import { FieldCell } from '../FieldValue';
import type { EditProps } from '../kind';

/** Whether a person sees the cell at `path`, may write in it, and what is wrong there. */
export function useRowCell(path: string, column: Field) {
  const form = use(FormContext);
  const state = form.states[path];
  const Edit = state?.readOnly
    ? undefined
    : (editorOf(column.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined);
  return {
    leave: () => form.leave(path),
    Edit,
    only: state?.only,
    shown: state?.visible !== false,
    issue: form.issues[path]?.join(' '),
  };
}

interface Props {
  readonly id: string;
  readonly column: Field;
  readonly row: Row;
  readonly cell: ReturnType<typeof useRowCell>;
  readonly onChange: (value: unknown) => void;
  /** The name of the box, which stands before it. */
  readonly label: ReactNode;
}

export function RowValue({ id, column, row, cell: { Edit, only, shown, issue }, onChange, label }: Props) {
  const words = useWords();
  return (
    <>
      {!shown ? null : Edit ? (
        <>
          {label}
          <Edit
            id={id}
            field={column as never}
            value={(row[column.key] ?? null) as never}
            onChange={onChange}
            invalid={issue !== undefined}
            describedBy={issue ? `${id}-issue` : undefined}
            only={only}
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
    </>
  );
}

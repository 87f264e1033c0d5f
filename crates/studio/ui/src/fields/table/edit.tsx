/** The rows of a sub-table, as a grid to type in. */
import type { Editor } from '../kind';
import { RowGrid } from '../parts/RowGrid';

export const editor: Editor<'table'> = {
  Edit: ({ id, field, value, onChange }) => (
    <RowGrid id={id} field={field} rows={value ?? []} onChange={(rows) => onChange(rows.length === 0 ? null : rows)} />
  ),
};

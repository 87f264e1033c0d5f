/** The rows of a sub-table: a grid to type in, and cards where a grid of many columns has no room. */
import { usePhone } from '../../lib/useMedia';
import { decorKinds } from '../../model/field';
import type { Editor, EditProps } from '../kind';
import { RowCards } from '../parts/RowCards';
import { RowGrid } from '../parts/RowGrid';

/** So many columns show whole numbers on a phone. */
const mostOnPhone = 2;

function Edit({ id, field, value, onChange }: EditProps<'table'>) {
  const phone = usePhone();
  const columns = field.fields.filter(({ kind }) => !decorKinds.has(kind)).length;
  const Rows = phone && columns > mostOnPhone ? RowCards : RowGrid;
  return (
    <Rows id={id} field={field} rows={value ?? []} onChange={(rows) => onChange(rows.length === 0 ? null : rows)} />
  );
}

export const editor: Editor<'table'> = { Edit };

/** Several people of the directory. */
import type { Editor } from '../kind';
import { PersonSelect } from '../parts/PersonSelect';

export const editor: Editor<'users'> = {
  Edit: ({ value, onChange, field: _field, ...rest }) => (
    <PersonSelect {...rest} many value={value ?? []} onChange={(ids) => onChange(ids.length === 0 ? null : ids)} />
  ),
};

/** Who answers for the record. */
import type { Editor } from '../kind';
import { PersonSelect } from '../parts/PersonSelect';

export const editor: Editor<'owner'> = {
  Edit: ({ value, onChange, field: _field, ...rest }) => (
    <PersonSelect {...rest} many={false} value={value ? [value] : []} onChange={(ids) => onChange(ids[0] ?? null)} />
  ),
};

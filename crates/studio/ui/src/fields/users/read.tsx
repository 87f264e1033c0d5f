/** Several people. */
import type { Reader } from '../kind';
import { PersonChip } from '../parts/people';

export const reader: Reader<'users'> = {
  Cell: ({ value }) => (
    <span className="tags">
      {value.map((id) => (
        <PersonChip key={id} id={id} />
      ))}
    </span>
  ),
  width: 180,
  sortable: false,
  family: 'choices',
};

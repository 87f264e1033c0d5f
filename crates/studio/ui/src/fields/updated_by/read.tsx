/** Who last changed the record. */
import type { Reader } from '../kind';
import { PersonChip } from '../parts/people';

export const reader: Reader<'updated_by'> = {
  Cell: ({ value }) => <PersonChip id={value} />,
  width: 120,
  sortable: false,
  family: 'person',
};

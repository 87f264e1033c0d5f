/** A person. */
import type { Reader } from '../kind';
import { PersonChip } from '../parts/people';

export const reader: Reader<'user'> = {
  Cell: ({ value }) => <PersonChip id={value} />,
  width: 120,
  sortable: false,
  family: 'person',
};

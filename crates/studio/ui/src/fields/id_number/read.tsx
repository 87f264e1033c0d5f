/** A resident identity number. */
import type { Reader } from '../kind';

export const reader: Reader<'id_number'> = {
  Cell: ({ value }) => <span className="ellipsis number">{value}</span>,
  width: 180,
  family: 'text',
};

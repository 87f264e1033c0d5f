/** A serial number, given by the server. */
import type { Reader } from '../kind';

export const reader: Reader<'serial'> = {
  Cell: ({ value }) => <span className="ellipsis number">{value}</span>,
  width: 170,
  family: 'text',
};

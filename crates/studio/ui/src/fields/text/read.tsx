/** One line of text. */
import type { Reader } from '../kind';

export const reader: Reader<'text'> = {
  Cell: ({ value }) => <span className="ellipsis">{value}</span>,
  width: 180,
  family: 'text',
};

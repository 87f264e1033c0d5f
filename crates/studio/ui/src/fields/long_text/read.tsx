/** Text of several lines. */
import type { Reader } from '../kind';

export const reader: Reader<'long_text'> = {
  Cell: ({ value }) => <span className="ellipsis">{value}</span>,
  Read: ({ value }) => <span className="lines">{value}</span>,
  width: 240,
  family: 'text',
  wide: true,
};

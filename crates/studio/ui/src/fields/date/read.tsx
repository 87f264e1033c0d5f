/** A civil date. */
import type { Reader } from '../kind';

export const reader: Reader<'date'> = {
  Cell: ({ value }) => <span className="number">{value}</span>,
  width: 120,
  family: 'date',
};

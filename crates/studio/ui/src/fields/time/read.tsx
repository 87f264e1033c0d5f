/** A time of day. */
import { formatTime } from '../../lib/format';
import type { Reader } from '../kind';

export const reader: Reader<'time'> = {
  Cell: ({ value }) => <span className="number">{formatTime(value)}</span>,
  width: 90,
  family: 'time',
};

/** A moment, shown in the time zone of the browser. */
import { formatDateTime } from '../../lib/format';
import type { Reader } from '../kind';

export const reader: Reader<'date_time'> = {
  Cell: ({ value }) => <span className="number">{formatDateTime(value)}</span>,
  width: 150,
  family: 'date',
};

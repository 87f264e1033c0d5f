/** When the record was created. */
import { formatDateTime } from '../../lib/format';
import type { Reader } from '../kind';

export const reader: Reader<'created_at'> = {
  Cell: ({ value }) => <span className="number">{formatDateTime(value)}</span>,
  width: 150,
  family: 'date',
};

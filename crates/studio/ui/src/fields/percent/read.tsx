/** A fraction, shown as a percentage. */
import { formatPercent } from '../../lib/format';
import type { Reader } from '../kind';

export const reader: Reader<'percent'> = {
  Cell: ({ value }) => <span className="number">{formatPercent(value)}</span>,
  width: 100,
  align: 'end',
  family: 'number',
};

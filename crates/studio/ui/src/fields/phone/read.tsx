/** A phone number, a link to call it unless masked. */
import { formatPhone } from '../../lib/format';
import type { Reader } from '../kind';

export const reader: Reader<'phone'> = {
  Cell: ({ value }) => <span className="number ellipsis">{formatPhone(value)}</span>,
  Read: ({ value }) =>
    value.includes('*') ? (
      <span className="number">{value}</span>
    ) : (
      <a className="number" href={`tel:${value}`}>
        {formatPhone(value)}
      </a>
    ),
  width: 140,
  family: 'text',
};

/** A mail address. */
import type { Reader } from '../kind';

export const reader: Reader<'email'> = {
  Cell: ({ value }) => <span className="ellipsis">{value}</span>,
  Read: ({ value }) => (value.includes('*') ? value : <a href={`mailto:${value}`}>{value}</a>),
  width: 200,
  family: 'text',
};

/** A mail address. */
import type { Reader } from '../kind';
import { Breakable } from '../parts/Breakable';

export const reader: Reader<'email'> = {
  Cell: ({ value }) => <span className="ellipsis">{value}</span>,
  Read: ({ value }) =>
    value.includes('*') ? (
      value
    ) : (
      <a href={`mailto:${value}`}>
        <Breakable value={value} before={/(?=@)|(?=\.[^@]*$)/} />
      </a>
    ),
  width: 200,
  family: 'text',
};

/** A mail address. */
import { Fragment } from 'react';
import type { Reader } from '../kind';

/** Too long for its line, it breaks before the @ or a dot behind it. */
function Address({ value }: { value: string }) {
  const at = value.lastIndexOf('@');
  return (
    <a href={`mailto:${value}`}>
      {value.slice(0, at)}
      {value
        .slice(at)
        .split(/(?=[@.])/)
        .map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a mail address have no identity but their place
          <Fragment key={index}>
            <wbr />
            {part}
          </Fragment>
        ))}
    </a>
  );
}

export const reader: Reader<'email'> = {
  Cell: ({ value }) => <span className="ellipsis">{value}</span>,
  Read: ({ value }) => (value.includes('*') ? value : <Address value={value} />),
  width: 200,
  family: 'text',
};

/** A mail address. */
import type { Reader } from '../kind';

/** Too long for its line, it breaks before the @. */
function Address({ value }: { value: string }) {
  const at = value.lastIndexOf('@');
  return (
    <a href={`mailto:${value}`}>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </a>
  );
}

export const reader: Reader<'email'> = {
  Cell: ({ value }) => <span className="ellipsis">{value}</span>,
  Read: ({ value }) => (value.includes('*') ? value : <Address value={value} />),
  width: 200,
  family: 'text',
};

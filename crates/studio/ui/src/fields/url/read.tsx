/** A web address; only http and https become links, shown by what tells them apart. */
import type { Reader } from '../kind';
import { Breakable } from '../parts/Breakable';

export const reader: Reader<'url'> = {
  Cell: ({ value }) => <span className="ellipsis">{value}</span>,
  Read: ({ value }) =>
    /^https?:\/\//i.test(value) ? (
      <a href={value} target="_blank" rel="noreferrer noopener">
        <Breakable value={value.replace(/^https?:\/\/(www\.)?|\/$/gi, '')} before={/(?=[./?&])/} />
      </a>
    ) : (
      value
    ),
  width: 200,
  family: 'text',
};

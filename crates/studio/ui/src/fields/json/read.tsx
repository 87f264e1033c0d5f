/** Any JSON. */
import type { Reader } from '../kind';

export const reader: Reader<'json'> = {
  Cell: ({ value }) => <code className="ellipsis">{JSON.stringify(value)}</code>,
  Read: ({ value }) => <pre className="json">{JSON.stringify(value, null, 2)}</pre>,
  width: 180,
  sortable: false,
  family: 'none',
  wide: true,
};

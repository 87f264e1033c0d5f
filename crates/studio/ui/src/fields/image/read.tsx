/** Stored pictures. */
import type { Reader } from '../kind';
import { Pictures } from '../parts/FileChips';

export const reader: Reader<'image'> = {
  Cell: ({ value }) => <Pictures files={value} edge={26} />,
  Read: ({ value }) => <Pictures files={value} edge={88} />,
  width: 120,
  sortable: false,
  family: 'none',
  wide: true,
};

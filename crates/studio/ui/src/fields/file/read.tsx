/** Stored files. */
import type { Reader } from '../kind';
import { FileChips } from '../parts/FileChips';

export const reader: Reader<'file'> = {
  Cell: ({ value }) => <FileChips files={value} />,
  width: 180,
  sortable: false,
  family: 'none',
  wide: true,
};

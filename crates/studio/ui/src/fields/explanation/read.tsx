/** Words between fields; they have no value. */
import type { Reader } from '../kind';

export const reader: Reader<'explanation'> = {
  Cell: () => null,
  width: 80,
  sortable: false,
  family: 'none',
  wide: true,
};

/** A computed value. */
import type { Reader } from '../kind';
import { ComputedCell } from '../parts/ComputedCell';

export const reader: Reader<'formula'> = {
  Cell: ({ field, value }) => <ComputedCell field={field} value={value} />,
  width: 130,
  family: 'number',
};

/** A count or sum over the records that point here. */
import type { Reader } from '../kind';
import { ComputedCell } from '../parts/ComputedCell';

export const reader: Reader<'rollup'> = {
  Cell: ({ field, value }) => <ComputedCell field={field} value={value} />,
  width: 130,
  family: 'number',
};

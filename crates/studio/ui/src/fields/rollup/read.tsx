/** A count or sum over the records that point here. */
import type { Reader } from '../kind';
import { Computed } from '../parts/Computed';

export const reader: Reader<'rollup'> = {
  Cell: ({ field, value }) => <Computed value={value} type={field.type} />,
  width: 130,
  family: 'number',
};

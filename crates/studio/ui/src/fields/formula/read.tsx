/** A computed value. */
import type { Reader } from '../kind';
import { Computed } from '../parts/Computed';

export const reader: Reader<'formula'> = {
  Cell: ({ field, value }) => <Computed value={value} type={field.type} />,
  width: 140,
  family: 'number',
};

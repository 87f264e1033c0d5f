/** When the record was last changed. */
import type { Reader } from '../kind';
import { Moment } from '../parts/Moment';

export const reader: Reader<'updated_at'> = {
  Cell: ({ value }) => <Moment value={value} />,
  width: 150,
  family: 'date',
};

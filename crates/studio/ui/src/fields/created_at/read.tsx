/** When the record was created. */
import type { Reader } from '../kind';
import { Moment } from '../parts/Moment';

export const reader: Reader<'created_at'> = {
  Cell: ({ value }) => <Moment value={value} />,
  width: 150,
  family: 'date',
};

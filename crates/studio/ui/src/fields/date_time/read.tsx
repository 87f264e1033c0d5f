/** A moment, as the clocks of the organisation show it. */
import type { Reader } from '../kind';
import { Moment } from '../parts/Moment';

export const reader: Reader<'date_time'> = {
  Cell: ({ value }) => <Moment value={value} />,
  width: 150,
  family: 'date',
};

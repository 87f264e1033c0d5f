/** One option of a list. */
import type { Reader } from '../kind';
import { OptionTag } from '../parts/OptionTags';

export const reader: Reader<'select'> = {
  Cell: ({ field, value }) => <OptionTag options={field.options} value={value} />,
  width: 130,
  family: 'choice',
};

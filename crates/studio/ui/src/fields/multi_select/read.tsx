/** Several options of a list. */
import type { Reader } from '../kind';
import { OptionTags } from '../parts/OptionTags';

export const reader: Reader<'multi_select'> = {
  Cell: ({ field, value }) => <OptionTags options={field.options} values={value} />,
  width: 180,
  sortable: false,
  family: 'choices',
};

/** A department. */
import type { Reader } from '../kind';
import { DepartmentName } from '../parts/people';

export const reader: Reader<'department'> = {
  Cell: ({ value }) => (
    <span className="ellipsis">
      <DepartmentName id={value} />
    </span>
  ),
  width: 130,
  sortable: false,
  family: 'tree',
};

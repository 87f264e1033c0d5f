/** Free tags. */
import { Tag } from '../../components/Tag';
import type { Reader } from '../kind';

export const reader: Reader<'tags'> = {
  Cell: ({ value }) => (
    <span className="tags">
      {value.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  ),
  width: 180,
  sortable: false,
  family: 'choices',
};

/** Several records of another form. */
import type { Reader } from '../kind';
import { expandedAt, RecordLink } from '../parts/RecordLink';

export const reader: Reader<'links'> = {
  Cell: ({ field, value, record }) => (
    <span className="tags">
      {value.map((id) => (
        <RecordLink
          key={id}
          form={field.form}
          id={id}
          expanded={expandedAt(record, field.key)?.find((target) => target?.id === id)}
        />
      ))}
    </span>
  ),
  width: 200,
  sortable: false,
  family: 'none',
};

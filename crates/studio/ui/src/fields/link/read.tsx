/** A record of another form. */
import type { Reader } from '../kind';
import { expandedAt, RecordLink } from '../parts/RecordLink';

export const reader: Reader<'link'> = {
  Cell: ({ field, value, record }) => (
    <RecordLink form={field.form} id={value} expanded={expandedAt(record, field.key)?.[0]} />
  ),
  width: 180,
  sortable: false,
  family: 'link',
};

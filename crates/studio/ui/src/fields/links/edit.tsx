/** Several records of another form. */
import type { Editor } from '../kind';
import { LinkSelect } from '../parts/LinkSelect';
import { expandedAt } from '../parts/RecordLink';

export const editor: Editor<'links'> = {
  Edit: ({ field, value, onChange, record, only: _only, ...rest }) => (
    <LinkSelect
      {...rest}
      form={field.form}
      where={field.where}
      many
      known={expandedAt(record, field.key)}
      value={value ?? []}
      onChange={(ids) => onChange(ids.length === 0 ? null : ids)}
    />
  ),
};

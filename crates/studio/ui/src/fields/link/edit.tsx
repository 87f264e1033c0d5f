/** A record of another form, found by typing. */
import type { Editor } from '../kind';
import { LinkSelect } from '../parts/LinkSelect';
import { expandedAt } from '../parts/RecordLink';

export const editor: Editor<'link'> = {
  Edit: ({ field, value, onChange, record, only: _only, ...rest }) => (
    <LinkSelect
      {...rest}
      form={field.form}
      where={field.where}
      many={false}
      required={field.required === true}
      known={expandedAt(record, field.key)}
      value={value ? [value] : []}
      onChange={(ids) => onChange(ids[0] ?? null)}
    />
  ),
};

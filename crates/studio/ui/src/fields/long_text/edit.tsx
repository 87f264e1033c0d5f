/** Text of several lines. */
import { Input } from 'antd';
import type { Editor } from '../kind';

export const editor: Editor<'long_text'> = {
  Edit: ({ id, field, value, onChange, invalid, describedBy, placeholder }) => (
    <Input.TextArea
      id={id}
      value={value ?? ''}
      placeholder={placeholder ?? ''}
      maxLength={field.max_length ?? 20_000}
      autoSize={{ minRows: 3, maxRows: 14 }}
      {...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {})}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    />
  ),
};

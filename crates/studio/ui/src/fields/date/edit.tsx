/** A civil date. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { Editor } from '../kind';

export const editor: Editor<'date'> = {
  Edit: ({ id, value, onChange, invalid, describedBy, placeholder }) => (
    <DatePicker
      id={id}
      className="fill"
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
      {...(placeholder ? { placeholder } : {})}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
    />
  ),
};

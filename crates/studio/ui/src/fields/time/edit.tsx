/** A time of day. */
import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import type { Editor } from '../kind';

dayjs.extend(customParseFormat);

export const editor: Editor<'time'> = {
  Edit: ({ id, value, onChange, invalid, describedBy }) => (
    <TimePicker
      id={id}
      className="fill"
      format="HH:mm"
      value={value ? dayjs(value, 'HH:mm:ss') : null}
      onChange={(time) => onChange(time ? time.format('HH:mm:ss') : null)}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
    />
  ),
};

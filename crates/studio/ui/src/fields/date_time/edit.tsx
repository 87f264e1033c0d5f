/** A moment, typed in the time zone of the browser and stored in UTC. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { Editor } from '../kind';

export const editor: Editor<'date_time'> = {
  Edit: ({ id, value, onChange, invalid, describedBy }) => (
    <DatePicker
      id={id}
      className="fill"
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={value ? dayjs(value) : null}
      onChange={(time) => onChange(time ? time.second(0).millisecond(0).toISOString().replace('.000Z', 'Z') : null)}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
    />
  ),
};

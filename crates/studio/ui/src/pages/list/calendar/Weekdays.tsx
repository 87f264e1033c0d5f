/** The head of a month: the names of the days of a week. */
import dayjs from 'dayjs';

export function Weekdays({ week, format }: { week: readonly string[] | undefined; format: 'dd' | 'ddd' }) {
  return (
    <thead>
      <tr>
        {week?.map((day) => (
          <th key={day} scope="col">
            {dayjs(day).format(format)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

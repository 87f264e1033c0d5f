/** Stars; a click on the same star clears them. */
import { Rate } from 'antd';
import type { Editor } from '../kind';

export const editor: Editor<'rating'> = {
  Edit: ({ id, field, value, onChange }) => (
    <Rate
      id={id}
      aria-labelledby={`${id}-label`}
      count={field.max ?? 5}
      value={value ?? 0}
      onChange={(stars) => onChange(stars === 0 ? null : stars)}
    />
  ),
};

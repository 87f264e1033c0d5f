/** A region of China. */
import type { Editor } from '../kind';
import { RegionCascader } from '../parts/RegionCascader';

export const editor: Editor<'region'> = {
  Edit: ({ id, field, value, onChange, invalid, describedBy }) => (
    <RegionCascader
      id={id}
      level={field.level ?? 'district'}
      value={value}
      onChange={onChange}
      invalid={invalid}
      describedBy={describedBy}
    />
  ),
};

/** How far something is: a slider from 0 to 100. */
import { Slider } from 'antd';
import type { Editor } from '../kind';

export const editor: Editor<'progress'> = {
  Edit: ({ id, value, onChange }) => (
    <Slider
      value={value ?? 0}
      min={0}
      max={100}
      step={5}
      marks={{ 0: '0', 50: '50', 100: '100%' }}
      ariaLabelledByForHandle={`${id}-label`}
      onChange={onChange}
    />
  ),
};

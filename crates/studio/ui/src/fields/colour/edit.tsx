/** A colour. */
import { ColorPicker } from 'antd';
import type { Editor } from '../kind';

export const editor: Editor<'colour'> = {
  Edit: ({ value, onChange }) => (
    <ColorPicker
      value={value}
      allowClear
      disabledAlpha
      showText
      onChangeComplete={(colour) => onChange(colour.cleared ? null : colour.toHexString().slice(0, 7).toUpperCase())}
    />
  ),
};

/** Several options of a list. */
import { Select } from 'antd';
import type { Editor, EditProps } from '../kind';
import { useChoices } from '../parts/choices';

function Edit({ id, field, value, onChange, invalid, describedBy, only, placeholder }: EditProps<'multi_select'>) {
  const choices = useChoices(field.options, only, value ?? []);
  return (
    <Select
      id={id}
      className="fill"
      mode="multiple"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      {...(field.max_items === undefined ? {} : { maxCount: field.max_items })}
      value={[...(value ?? [])]}
      options={choices}
      onChange={(keys: string[]) => onChange(keys.length === 0 ? null : keys)}
      placeholder={placeholder}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
      aria-labelledby={`${id}-label`}
    />
  );
}

export const editor: Editor<'multi_select'> = { Edit };

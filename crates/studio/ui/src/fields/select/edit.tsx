/** One option of a list: a box, or radio buttons when the definition asks for them. */
import { Radio, Select } from 'antd';
import type { Editor, EditProps } from '../kind';
import { useChoices } from '../parts/choices';
import './radios.css';

function Edit({ id, field, value, onChange, invalid, describedBy, only, placeholder }: EditProps<'select'>) {
  const choices = useChoices(field.options, only, value === null ? [] : [value]);
  if (field.display === 'radio')
    return (
      <Radio.Group
        id={id}
        className="radios"
        value={value}
        options={choices}
        onChange={(event) => onChange(event.target.value)}
        aria-labelledby={`${id}-label`}
      />
    );
  return (
    <Select
      id={id}
      className="fill"
      allowClear={field.required !== true}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={choices}
      onChange={(key: string | undefined) => onChange(key ?? null)}
      placeholder={placeholder}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
      aria-labelledby={`${id}-label`}
    />
  );
}

export const editor: Editor<'select'> = { Edit };

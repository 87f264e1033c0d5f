/** Free tags: type and press Enter. */
import { Select } from 'antd';
import type { Editor } from '../kind';

export const editor: Editor<'tags'> = {
  Edit: ({ id, field, value, onChange, invalid, describedBy, placeholder }) => (
    <Select
      id={id}
      className="fill"
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', '，', '、', ';', '；']}
      maxCount={field.max_items ?? 20}
      value={[...(value ?? [])]}
      onChange={(tags: string[]) => {
        const clean = [...new Set(tags.map((tag) => tag.trim()).filter(Boolean))];
        onChange(clean.length === 0 ? null : clean);
      }}
      placeholder={placeholder}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
      aria-labelledby={`${id}-label`}
    />
  ),
};

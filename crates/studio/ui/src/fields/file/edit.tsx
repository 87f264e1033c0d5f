/** Files to be stored with the record. */
import type { Editor } from '../kind';
import { FileBox } from '../parts/FileBox';

export const editor: Editor<'file'> = {
  Edit: ({ id, field, value, onChange }) => (
    <FileBox
      id={id}
      pictures={false}
      maxFiles={field.max_files ?? 10}
      maxSizeMb={field.max_size_mb ?? 20}
      types={field.types ?? []}
      value={value ?? []}
      onChange={(files) => onChange(files.length === 0 ? null : files)}
    />
  ),
};

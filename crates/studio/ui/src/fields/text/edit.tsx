/** One line of text. */
import type { Editor } from '../kind';
import { TextInput } from '../parts/TextInput';

export const editor: Editor<'text'> = {
  Edit: (props) => <TextInput {...props} maxLength={props.field.max_length ?? 200} />,
};

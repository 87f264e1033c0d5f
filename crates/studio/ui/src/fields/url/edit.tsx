/** A web address. */
import type { Editor } from '../kind';
import { TextInput } from '../parts/TextInput';

export const editor: Editor<'url'> = {
  Edit: (props) => <TextInput {...props} inputMode="url" read={(typed) => typed.trim()} />,
};

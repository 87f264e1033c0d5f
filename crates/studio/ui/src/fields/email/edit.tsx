/** A mail address. */
import type { Editor } from '../kind';
import { TextInput } from '../parts/TextInput';

export const editor: Editor<'email'> = {
  Edit: (props) => <TextInput {...props} inputMode="email" read={(typed) => typed.trim()} />,
};

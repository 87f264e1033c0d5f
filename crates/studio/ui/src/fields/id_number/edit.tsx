/** A resident identity number; its last digit may be X. */
import type { Editor } from '../kind';
import { TextInput } from '../parts/TextInput';

export const editor: Editor<'id_number'> = {
  Edit: (props) => <TextInput {...props} maxLength={20} read={(typed) => typed.replace(/\s/g, '').toUpperCase()} />,
};

/** A phone number: typed as people write it, stored with its country. */
import { formatPhone, readPhone } from '../../lib/format';
import type { Editor } from '../kind';
import { TextInput } from '../parts/TextInput';

export const editor: Editor<'phone'> = {
  Edit: (props) => <TextInput {...props} inputMode="tel" maxLength={30} read={readPhone} show={formatPhone} />,
};

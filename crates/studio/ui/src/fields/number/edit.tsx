/** A decimal number. */
import { useWords } from '../../i18n/text';
import type { Editor, EditProps } from '../kind';
import { DecimalInput } from '../parts/DecimalInput';

function Edit({ field, ...rest }: EditProps<'number'>) {
  const words = useWords();
  return <DecimalInput {...rest} scale={field.scale ?? 2} suffix={words(field.unit) || undefined} />;
}

export const editor: Editor<'number'> = { Edit };

/** A whole number. */
import { useWords } from '../../i18n/text';
import type { Editor, EditProps } from '../kind';
import { DecimalInput } from '../parts/DecimalInput';

/** The number that was typed; text that is none stays text, so that its issue is shown beside it. */
const whole = (text: string | null) => (text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : text);

function Edit({ field, value, onChange, ...rest }: EditProps<'integer'>) {
  const words = useWords();
  return (
    <DecimalInput
      {...rest}
      scale={0}
      value={value === null ? null : String(value)}
      suffix={words(field.unit) || undefined}
      onChange={(text) => onChange(whole(text) as number | null)}
    />
  );
}

export const editor: Editor<'integer'> = { Edit };

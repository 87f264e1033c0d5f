/** A fraction, typed as a percentage: 12.5 is stored as 0.125. */
import type { Editor } from '../kind';
import { DecimalInput } from '../parts/DecimalInput';

export const editor: Editor<'percent'> = {
  Edit: ({ field, ...rest }) => <DecimalInput {...rest} scale={(field.scale ?? 4) - 2} places={2} suffix="%" />,
};

/** An amount of money, with the sign of its currency. */
import { currencySymbol } from '../../lib/format';
import { useApp } from '../../model/context';
import type { Editor, EditProps } from '../kind';
import { DecimalInput } from '../parts/DecimalInput';

function Edit({ field, ...rest }: EditProps<'money'>) {
  const app = useApp();
  return (
    <DecimalInput
      {...rest}
      scale={field.scale ?? 2}
      prefix={currencySymbol(field.currency ?? app.settings?.currency)}
    />
  );
}

export const editor: Editor<'money'> = { Edit };

/** A box for exact decimals: grouped by thousands when left, plain digits while typing, never a float. */
import { formatNumber, shift } from '../../lib/format';
import { readDecimal } from './decimal';
import { TextInput } from './TextInput';

interface Props {
  readonly id: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly scale: number;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
  /** Places that the shown number is moved to the left for storing: 2 for percentages. */
  readonly places?: number;
}

export function DecimalInput({ places = 0, scale, value, onChange, ...rest }: Props) {
  return (
    <TextInput
      {...rest}
      value={value}
      inputMode={scale > 0 || places > 0 ? 'decimal' : 'numeric'}
      align="end"
      maxLength={40}
      read={(typed) => {
        const text = readDecimal(typed);
        return places > 0 && text !== '' ? shift(text, -places) : text;
      }}
      show={(stored) => formatNumber(places > 0 ? shift(stored, places) : stored)}
      onChange={(text) => onChange(text === null || text === '' ? null : text)}
    />
  );
}

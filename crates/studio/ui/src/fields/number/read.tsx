/** A decimal number with its unit. */
import { useWords } from '../../i18n/text';
import { formatNumber } from '../../lib/format';
import type { Reader, ReadProps } from '../kind';

function Cell({ field, value }: ReadProps<'number'>) {
  const words = useWords();
  return (
    <span className="number">
      {formatNumber(value)}
      {field.unit && ` ${words(field.unit)}`}
    </span>
  );
}

export const reader: Reader<'number'> = { Cell, width: 120, align: 'end', family: 'number' };

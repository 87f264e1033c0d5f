/** A whole number. */
import { useWords } from '../../i18n/text';
import { formatNumber } from '../../lib/format';
import type { Reader, ReadProps } from '../kind';

function Cell({ field, value }: ReadProps<'integer'>) {
  const words = useWords();
  return (
    <span className="number">
      {formatNumber(value)}
      {field.unit && ` ${words(field.unit)}`}
    </span>
  );
}

export const reader: Reader<'integer'> = { Cell, width: 110, align: 'end', family: 'number' };

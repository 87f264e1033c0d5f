/** An amount of money. */
import { formatMoney } from '../../lib/format';
import { useApp } from '../../model/context';
import type { Reader, ReadProps } from '../kind';

function Cell({ field, value }: ReadProps<'money'>) {
  const app = useApp();
  return <span className="number">{formatMoney(value, field.currency ?? app.settings?.currency)}</span>;
}

export const reader: Reader<'money'> = { Cell, width: 140, align: 'end', family: 'number' };

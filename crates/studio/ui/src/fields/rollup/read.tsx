/** A count or sum over the records that point here; a sum of money looks like money. */
import { formatMoney } from '../../lib/format';
import { fieldOf, useApp } from '../../model/context';
import type { Reader, ReadProps } from '../kind';
import { Computed } from '../parts/Computed';

function Cell({ field, value }: ReadProps<'rollup'>) {
  const app = useApp();
  const form = app.forms[field.form];
  const of = form && field.of !== undefined ? fieldOf(form, field.of) : undefined;
  if (of?.kind === 'money' && field.op !== 'count' && (typeof value === 'string' || typeof value === 'number'))
    return <span className="number">{formatMoney(value, of.currency ?? app.settings?.currency)}</span>;
  return <Computed value={value} type={field.type} />;
}

export const reader: Reader<'rollup'> = { Cell, width: 130, family: 'number' };

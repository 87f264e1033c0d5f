/** A computed value of a field of the form; an amount of money looks like one. */
import { useMemo } from 'react';
import { formatMoney } from '../../lib/format';
import { useApp } from '../../model/context';
import type { FieldOf } from '../../model/field';
import { Computed } from './Computed';
import { isMoney } from './money';

export function ComputedCell({ field, value }: { field: FieldOf<'formula'> | FieldOf<'rollup'>; value: unknown }) {
  const app = useApp();
  const money = useMemo(() => isMoney(app, field), [app, field]);
  if (money && (typeof value === 'string' || typeof value === 'number'))
    return <span className="number">{formatMoney(value, app.settings?.currency)}</span>;
  return <Computed value={value} type={field.type} />;
}

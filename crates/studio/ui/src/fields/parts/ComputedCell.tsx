/** A computed value of a field of the form; an amount of money and a share look like one. */
import { useMemo } from 'react';
import { formatMoney, formatPercent } from '../../lib/format';
import { useApp } from '../../model/context';
import type { FieldOf } from '../../model/field';
import { Computed } from './Computed';
import { isMoney, isShare } from './measure';

export function ComputedCell({ field, value }: { field: FieldOf<'formula'> | FieldOf<'rollup'>; value: unknown }) {
  const app = useApp();
  const [money, share] = useMemo(() => [isMoney(app, field), isShare(app, field)], [app, field]);
  if ((money || share) && (typeof value === 'string' || typeof value === 'number'))
    return <span className="number">{share ? formatPercent(value) : formatMoney(value, app.settings?.currency)}</span>;
  return <Computed value={value} type={field.type} />;
}

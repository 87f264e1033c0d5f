/** How what a column adds up to reads: as money, as a share, as a day, as a count. */
import { useCallback } from 'react';
import { isMoney, isShare } from '../../fields/parts/measure';
import { formatDateTime, formatMoney, formatNumber, formatPercent } from '../../lib/format';
import { useZone } from '../../lib/today';
import type { Column } from '../../model/columns';
import { useApp } from '../../model/context';
import { isNumeric, type Totals } from './rows';

export function useTotalText(columns: readonly Column[], totals: Totals): (path: string, value: unknown) => string {
  const app = useApp();
  const zone = useZone();
  return useCallback(
    (path, value) => {
      const field = columns.find((column) => column.path === path)?.field;
      const op = totals[path];
      if (!field || value === null || value === undefined) return '';
      if (op === 'count' || (!isNumeric(field) && typeof value === 'number')) return formatNumber(String(value));
      const text = String(value);
      if (!isNumeric(field)) return text.includes('T') ? formatDateTime(text, zone) : text;
      const digits = op === 'avg' ? text.replace(/(\.\d{2}).*$/, '$1') : text;
      if (field.kind === 'money') return formatMoney(digits, field.currency ?? app.settings?.currency);
      if (isShare(app, field)) return formatPercent(text.replace(/(\.\d{4}).*$/, '$1'));
      return isMoney(app, field) ? formatMoney(digits, app.settings?.currency) : formatNumber(digits);
    },
    [app, columns, totals, zone],
  );
}

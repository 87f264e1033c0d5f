/** The sums below the columns of a sub-table, as soon as there are two rows to add up. */
import { useTranslation } from 'react-i18next';
import type { Field, Row } from '../../model/field';
import { isEnd } from '../align';
import { FieldCell } from '../FieldValue';
import { summedOf, sumOf } from './rows';

interface Props {
  readonly columns: readonly Field[];
  readonly rows: readonly Row[];
  /** There is a column of numbers before, and one of buttons behind. */
  readonly lead?: boolean;
  readonly end?: boolean;
}

export function RowTotals({ columns, rows, lead = false, end = false }: Props) {
  const { t } = useTranslation();
  const summed = summedOf(columns);
  if (rows.length < 2 || summed.length === 0) return null;
  const named = columns.findIndex((column) => !summed.includes(column));
  return (
    <tfoot>
      <tr>
        {lead && (
          <th scope="row" className="row-grid-lead">
            Σ<span className="visually-hidden">{t('rows.total')}</span>
          </th>
        )}
        {columns.map((column, index) => (
          <td key={column.key} className={isEnd(column) ? 'end' : ''}>
            {summed.includes(column) ? (
              <FieldCell field={column} value={sumOf(rows, column.key)} />
            ) : (
              !lead && index === named && t('rows.total')
            )}
          </td>
        ))}
        {end && <td className="row-grid-end" />}
      </tr>
    </tfoot>
  );
}

/** The rows of a sub-table, for reading. */
import { Sideways } from '../../components/Sideways';
import { useWords } from '../../i18n/text';
import { decorKinds, type Field, type Row } from '../../model/field';
import { isEnd } from '../align';
import { FieldCell } from '../FieldValue';
import { RowTotals } from './RowTotals';

export function RowTable({ fields, rows }: { fields: readonly Field[]; rows: readonly Row[] }) {
  const words = useWords();
  const shown = fields.filter(({ kind }) => !decorKinds.has(kind));
  return (
    <Sideways className="row-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {shown.map((field) => (
              <th key={field.key} scope="col" className={isEnd(field) ? 'end' : ''}>
                {words(field.label) || field.key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {shown.map((field) => (
                <td key={field.key} className={isEnd(field) ? 'end' : ''}>
                  <FieldCell field={field} value={row[field.key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <RowTotals columns={shown} rows={rows} />
      </table>
    </Sideways>
  );
}

/** Rows of a sub-table: their number in a list, a small table in a record. */
import { useTranslation } from 'react-i18next';
import type { Reader, ReadProps } from '../kind';
import { RowTable } from '../parts/RowTable';

function Count({ value }: ReadProps<'table'>) {
  const { t } = useTranslation();
  return <span className="number">{t('table.rows', { count: value.length })}</span>;
}

export const reader: Reader<'table'> = {
  Cell: Count,
  Read: ({ field, value }) => <RowTable fields={field.fields} rows={value} />,
  width: 90,
  sortable: false,
  family: 'none',
  wide: true,
};

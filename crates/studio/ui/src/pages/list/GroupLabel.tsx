/** What a group is called: its value as a cell shows it, its month, or that nothing is there. */
import { useTranslation } from 'react-i18next';
import { FieldCell } from '../../fields/FieldValue';
import { PlainContext } from '../../fields/parts/plain';
import type { Field } from '../../model/field';
import { byMonth } from './rows';

export function GroupLabel({ field, value }: { field: Field; value: unknown }) {
  const { t } = useTranslation();
  if (value === null) return <span className="mute">{t('group.none')}</span>;
  if (byMonth(field)) return <span className="number">{String(value).slice(0, 7)}</span>;
  return (
    <PlainContext value={true}>
      <FieldCell field={field} value={value} />
    </PlainContext>
  );
}

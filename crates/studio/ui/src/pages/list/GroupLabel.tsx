/** What a group is called: its value as a cell shows it, its month, or that nothing is there. */
import { useTranslation } from 'react-i18next';
import { FieldCell } from '../../fields/FieldValue';
import { PlainContext } from '../../fields/parts/plain';
import type { Field } from '../../model/field';
import type { Group } from '../../table/lines';
import { byMonth } from './rows';

export function GroupLabel({ field, group }: { field: Field; group: Group }) {
  const { t } = useTranslation();
  if (group.value === null) return <span className="mute">{t('group.none')}</span>;
  if (byMonth(field)) return <span className="number">{String(group.value).slice(0, 7)}</span>;
  return (
    <PlainContext value={true}>
      <FieldCell field={field} value={group.value} />
    </PlainContext>
  );
}

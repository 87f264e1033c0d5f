/** A value whose type is known only at run time: results of formulas, rollups and lookups. */

import { useTranslation } from 'react-i18next';
import { Tag } from '../../components/Tag';
import { formatNumber } from '../../lib/format';
import type { ResultType } from '../../model/field';
import { Moment } from './Moment';
import { OptionTag } from './OptionTags';
import { DepartmentName, PersonChip } from './people';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

export function Computed({ value, type }: { value: unknown; type?: ResultType | undefined }) {
  const name = typeof type === 'string' ? type : (type?.kind ?? type?.type);
  if (typeof value === 'boolean') return <YesOrNo is={value} />;
  if (Array.isArray(value)) return <>{value.map(String).join(', ')}</>;
  if (name === 'user' && typeof value === 'string') return <PersonChip id={value} />;
  if (name === 'department' && typeof value === 'string') return <DepartmentName id={value} />;
  if (name === 'option' && typeof type === 'object' && typeof type.set === 'string' && typeof value === 'string')
    return <OptionTag options={type.set} value={value} />;
  if (typeof value === 'number') return <span className="number">{formatNumber(value)}</span>;
  if (typeof value !== 'string') return <>{JSON.stringify(value)}</>;
  if (name === 'number' || name === 'money' || (name === undefined && /^-?\d+(\.\d+)?$/.test(value)))
    return <span className="number">{formatNumber(value)}</span>;
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return <Moment value={value} />;
  if (uuid.test(value)) return <span className="mute">#{value.slice(-6)}</span>;
  return <>{value}</>;
}

function YesOrNo({ is }: { is: boolean }) {
  const { t } = useTranslation();
  return <Tag colour={is ? 'green' : 'slate'}>{t(is ? 'common.yes' : 'common.no')}</Tag>;
}

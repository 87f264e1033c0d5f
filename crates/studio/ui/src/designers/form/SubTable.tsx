/** A sub-table on the canvas: its columns, side by side, as a canvas of their own. */
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Sideways } from '../../components/Sideways';
import type { FieldDoc } from './document';
import { FieldCard } from './FieldCard';
import { useDesign } from './store';
import { useCanvas } from './surroundings';
import './subtable.css';

export function SubTable({ field }: { field: FieldDoc }) {
  const { t } = useTranslation('designer');
  const { actions } = useCanvas();
  const target = useDesign(({ target }) =>
    target?.in === 'table' && target.table === field.key ? target.index : undefined,
  );
  const columns = field.fields ?? [];
  return (
    <Sideways className="subtable" role="group" aria-label={t('canvas.columns')} data-table={field.key}>
      <div className="subtable-columns">
        <span className="subtable-number" aria-hidden>
          #
        </span>
        {columns.map((column, index) => (
          <div key={column.key} className="subtable-cell">
            {target === index && <span className="drop-beside drop-before" />}
            <FieldCard field={column} table={field.key} span={12} />
            {target === columns.length && index === columns.length - 1 && <span className="drop-beside drop-after" />}
          </div>
        ))}
        <button
          type="button"
          className="subtable-add"
          aria-label={t('canvas.addColumn')}
          title={t('canvas.addColumn')}
          onClick={() => actions.add('text', { in: 'table', table: field.key, index: columns.length })}
        >
          <PlusOutlined />
        </button>
      </div>
    </Sideways>
  );
}

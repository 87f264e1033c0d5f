/** The head of a group: its value, how many there are, what they add up to; a click folds and unfolds it. */
import { CaretDownFilled, CaretRightFilled } from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnd } from '../fields/align';
import { formatNumber } from '../lib/format';
import type { Layout, Placed } from './layout';
import type { Group } from './lines';

interface Props {
  readonly index: number;
  readonly group: Group;
  readonly label: ReactNode;
  readonly closed: boolean;
  readonly active: boolean;
  readonly top: number;
  readonly height: number;
  readonly layout: Layout;
  readonly total: (path: string, value: unknown) => string;
  readonly onToggle: (key: string) => void;
}

export const GroupRow = memo(function GroupRow(props: Props) {
  const { index, group, layout, closed, total, onToggle } = props;
  const { t } = useTranslation();
  const Caret = closed ? CaretRightFilled : CaretDownFilled;
  const [first, ...frozen] = layout.frozen;
  const cell = ({ column, index: at, size, left }: Placed) => {
    const value = group.totals[column.path];
    return (
      <div
        key={column.path}
        role="gridcell"
        aria-colindex={at + 2}
        className={`grid-cell${left === undefined ? '' : ' grid-stay'}${isEnd(column.field) ? ' grid-end' : ''}`}
        style={left === undefined ? { flexBasis: size } : { flexBasis: size, left }}
      >
        {value !== undefined && value !== null && <b className="number">{total(column.path, value)}</b>}
      </div>
    );
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-expanded={!closed}
      data-row={index}
      className={`grid-row grid-group${props.active ? ' grid-group-active' : ''}`}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div
        id={`cell-${index}-0`}
        role="gridcell"
        aria-colindex={1}
        className="grid-cell grid-lead grid-group-name"
        style={{ flexBasis: layout.lead + (first?.size ?? 0) }}
      >
        <button
          type="button"
          tabIndex={-1}
          aria-label={t(closed ? 'table.unfold' : 'table.fold')}
          onClick={() => onToggle(group.key)}
        >
          <Caret />
        </button>
        {props.label}
        <span className="mute number">{formatNumber(group.count)}</span>
      </div>
      {frozen.map(cell)}
      <div className="grid-spacer" style={{ width: layout.before }} />
      {layout.shown.map(cell)}
      <div className="grid-spacer" style={{ width: layout.after }} />
    </div>
  );
});

/** The head of the table: sorting by a click, width by dragging an edge. */
import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import type { PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnd } from '../fields/align';
import { readerOf } from '../fields/readers';
import type { Column } from '../model/columns';
import type { GridProps } from './Grid';

interface Props extends GridProps {
  readonly lead: number;
  readonly first: Column | undefined;
  readonly firstWidth: number;
  readonly rest: readonly { readonly column: Column | undefined; readonly size: number; readonly index: number }[];
  readonly before: number;
  readonly after: number;
  readonly fullWidth: number;
}

export function Head({
  lead,
  first,
  firstWidth,
  rest,
  before,
  after,
  fullWidth,
  rows,
  selected,
  onSelect,
  ...grid
}: Props) {
  const { t } = useTranslation();
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <div role="rowgroup" className="grid-head" style={{ width: fullWidth, minWidth: '100%' }}>
      <div role="row" aria-rowindex={1} className="grid-row">
        <div role="columnheader" aria-colindex={1} className="grid-cell grid-lead" style={{ flexBasis: lead }}>
          <input
            type="checkbox"
            checked={all}
            aria-label={t('table.selectAll')}
            onChange={() => onSelect(all ? new Set() : new Set(rows.map(({ id }) => id)))}
          />
          <span aria-hidden>#</span>
        </div>
        {first && <HeadCell {...grid} column={first} size={firstWidth} index={0} left={lead} />}
        <div className="grid-spacer" style={{ width: before }} />
        {rest.map(
          ({ column, size, index }) =>
            column && <HeadCell key={column.path} {...grid} column={column} size={size} index={index} />,
        )}
        <div className="grid-spacer" style={{ width: after }} />
      </div>
    </div>
  );
}

interface CellProps {
  readonly column: Column;
  readonly size: number;
  readonly index: number;
  readonly left?: number;
  readonly sort: readonly string[];
  readonly onSort: (path: string, additive: boolean) => void;
  readonly onResize: (path: string, width: number) => void;
}

function HeadCell({ column, size, index, left, sort, onSort, onResize }: CellProps) {
  const { t } = useTranslation();
  const reader = readerOf(column.field.kind);
  const sortable = reader.sortable !== false && column.field.right !== 'masked';
  const order = sort.includes(column.path) ? 'ascending' : sort.includes(`-${column.path}`) ? 'descending' : 'none';

  function drag(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    const start = event.clientX;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent) =>
      onResize(column.path, Math.max(64, Math.min(640, size + move.clientX - start)));
    edge.addEventListener('pointermove', onMove);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onMove), { once: true });
  }

  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={order}
      className={`grid-cell${left === undefined ? '' : ' grid-first'}${isEnd(column.field) ? ' grid-end' : ''}`}
      style={left === undefined ? { flexBasis: size } : { flexBasis: size, left }}
    >
      {sortable ? (
        <button
          type="button"
          className="grid-sort"
          title={t('table.sortHint')}
          onClick={(event) => onSort(column.path, event.shiftKey)}
        >
          <span className="ellipsis">{column.label}</span>
          <span className={`grid-carets grid-${order}`} aria-hidden>
            <CaretUpFilled />
            <CaretDownFilled />
          </span>
        </button>
      ) : (
        <span className="ellipsis">{column.label}</span>
      )}
      <span className="grid-edge" aria-hidden onPointerDown={drag} />
    </div>
  );
}

/** The head of the table: a click sorts, a drag moves a column, its edge makes it wider; Alt with the arrows does both by keyboard. */
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnd } from '../fields/align';
import { readerOf } from '../fields/readers';
import type { Layout, Placed } from './layout';
import { clampWidth } from './widths';

export interface HeadProps {
  readonly layout: Layout;
  readonly sort: readonly string[];
  /** Whether every record that is known is selected, or some. */
  readonly all: boolean;
  readonly some: boolean;
  readonly onAll: () => void;
  readonly onSort: (path: string, additive: boolean) => void;
  readonly onResize: (path: string, width: number) => void;
  /** Makes a column as wide as what it shows. */
  readonly onFit: (path: string) => void;
  readonly onMove: (from: number, to: number) => void;
}

export function Head({ layout, all, some, onAll, ...rest }: HeadProps) {
  const { t } = useTranslation();
  /** The column that is dragged, and the one before which it would stand. */
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number }>();
  const cell = (placed: Placed) => (
    <HeadCell key={placed.column.path} {...rest} {...placed} drag={drag} onDrag={setDrag} />
  );
  return (
    <div role="rowgroup" className="grid-head" style={{ width: layout.width, minWidth: '100%' }}>
      <div role="row" aria-rowindex={1} className="grid-row">
        <div role="columnheader" aria-colindex={1} className="grid-cell grid-lead" style={{ flexBasis: layout.lead }}>
          <input
            type="checkbox"
            checked={all}
            ref={(box) => {
              if (box) box.indeterminate = some && !all;
            }}
            aria-label={t('table.selectAll')}
            onChange={onAll}
          />
          <span aria-hidden>#</span>
        </div>
        {layout.frozen.map(cell)}
        <div className="grid-spacer" style={{ width: layout.before }} />
        {layout.shown.map(cell)}
        <div className="grid-spacer" style={{ width: layout.after }} />
      </div>
    </div>
  );
}

interface CellProps extends Placed, Pick<HeadProps, 'sort' | 'onSort' | 'onResize' | 'onFit' | 'onMove'> {
  readonly drag: { readonly from: number; readonly to: number } | undefined;
  readonly onDrag: (drag: { readonly from: number; readonly to: number } | undefined) => void;
}

function HeadCell({ column, index, size, left, sort, drag, onSort, onResize, onFit, onMove, onDrag }: CellProps) {
  const { t } = useTranslation();
  const dragged = useRef(false);
  const sortable = readerOf(column.field.kind).sortable !== false && column.field.right !== 'masked';
  const rank = sort.findIndex((item) => item.replace(/^-/, '') === column.path);
  const order = rank < 0 ? 'none' : sort[rank]?.startsWith('-') ? 'descending' : 'ascending';

  function resize(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    event.stopPropagation();
    const start = event.clientX;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    const onResizing = (move: globalThis.PointerEvent) =>
      onResize(column.path, clampWidth(size + move.clientX - start));
    edge.addEventListener('pointermove', onResizing);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onResizing), {
      once: true,
    });
  }

  /** Moves the column to where the pointer lets go of it. */
  function carry(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const start = event.clientX;
    dragged.current = false;
    let to = index;
    const over = (move: globalThis.PointerEvent) => {
      if (!dragged.current && Math.abs(move.clientX - start) < 6) return;
      dragged.current = true;
      const target = document.elementFromPoint(move.clientX, move.clientY)?.closest('[data-head]');
      to = target instanceof HTMLElement ? Number(target.dataset.head) : to;
      onDrag({ from: index, to });
    };
    const drop = () => {
      removeEventListener('pointermove', over);
      onDrag(undefined);
      if (dragged.current && to !== index) onMove(index, to);
    };
    addEventListener('pointermove', over);
    addEventListener('pointerup', drop, { once: true });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    const step = event.key === 'ArrowLeft' ? -1 : 1;
    if (event.shiftKey) onResize(column.path, clampWidth(size + step * 16));
    else onMove(index, index + step);
  }

  const classes = [
    'grid-cell',
    left === undefined ? '' : 'grid-stay',
    isEnd(column.field) ? 'grid-end' : '',
    drag?.from === index ? 'grid-carried' : '',
    drag && drag.to === index && drag.from !== index
      ? drag.to > drag.from
        ? 'grid-drop-after'
        : 'grid-drop-before'
      : '',
  ];
  const name = <span className="ellipsis">{column.label}</span>;
  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={order}
      data-head={index}
      className={classes.filter(Boolean).join(' ')}
      style={left === undefined ? { flexBasis: size } : { flexBasis: size, left }}
      onPointerDown={carry}
      onKeyDown={onKeyDown}
    >
      {sortable ? (
        <button
          type="button"
          className="grid-sort"
          title={t('table.headHint')}
          onClick={(event) => !dragged.current && onSort(column.path, event.shiftKey)}
        >
          {name}
          {order !== 'none' && (
            <span className="grid-order" aria-hidden>
              {order === 'ascending' ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
            </span>
          )}
          {sort.length > 1 && rank >= 0 && (
            <span className="grid-rank number" aria-hidden>
              {rank + 1}
            </span>
          )}
        </button>
      ) : (
        <span className="grid-sort">{name}</span>
      )}
      <span className="grid-edge" aria-hidden onPointerDown={resize} onDoubleClick={() => onFit(column.path)} />
    </div>
  );
}

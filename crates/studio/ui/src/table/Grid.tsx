/** A table of records that draws only what is in sight, rows and columns, and asks for more as one scrolls. Its keyboard is that of a grid. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnd } from '../fields/align';
import { FieldCell } from '../fields/FieldValue';
import { readerOf } from '../fields/readers';
import { useWidth } from '../lib/useWidth';
import type { Rec } from '../model/app';
import type { Column } from '../model/columns';
import { Head } from './Head';
import { move } from './keys';
import { stretch } from './widths';
import './grid.css';

export interface GridProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Rec[];
  readonly total: number | undefined;
  readonly rowHeight: number;
  readonly widths: Readonly<Record<string, number>>;
  readonly sort: readonly string[];
  readonly opened: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onSort: (path: string, additive: boolean) => void;
  readonly onResize: (path: string, width: number) => void;
  readonly onOpen: (record: Rec) => void;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

const lead = 92;

export function Grid(props: GridProps) {
  const { columns, rows, rowHeight, widths, hasMore, onMore, onOpen, selected, onSelect } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const room = useWidth(scroller) - lead;
  const sizes = useMemo(
    () =>
      stretch(
        columns.map(({ path, field }, index) => ({
          path,
          width: Math.max(readerOf(field.kind).width, index === 0 ? 200 : 0),
        })),
        widths,
        room,
      ),
    [columns, widths, room],
  );
  const [first, ...rest] = columns;
  const firstWidth = sizes[0] ?? 0;

  const vertical = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const horizontal = useVirtualizer({
    horizontal: true,
    count: rest.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizes[index + 1] ?? 0,
    overscan: 2,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when sizes change
  useEffect(() => horizontal.measure(), [sizes]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the height changes
  useEffect(() => vertical.measure(), [rowHeight]);

  const inSight = vertical.getVirtualItems();
  const lastInSight = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastInSight >= rows.length - 30) onMore();
  }, [hasMore, lastInSight, rows.length, onMore]);

  const shown = horizontal.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = horizontal.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const fullWidth = lead + firstWidth + horizontal.getTotalSize();

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== scroller.current) return;
    const record = rows[at.row];
    if (event.key === 'Enter' && record) onOpen(record);
    else if (event.key === ' ' && record) toggle(record.id);
    else {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
      const next = move(at, event, { rows: rows.length, columns: columns.length, page });
      if (!next) return;
      setAt(next);
      vertical.scrollToIndex(next.row);
      if (next.column > 0) horizontal.scrollToIndex(next.column - 1);
    }
    event.preventDefault();
  }

  function toggle(id: string) {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  }

  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={props.label}
      aria-rowcount={(props.total ?? rows.length) + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={rows.length > 0 ? `cell-${at.row}-${at.column}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <Head
        {...props}
        lead={lead}
        first={first}
        firstWidth={firstWidth}
        rest={shown.map(({ index, size }) => ({ column: rest[index], size, index: index + 1 }))}
        before={before}
        after={after}
        fullWidth={fullWidth}
      />
      <div
        role="rowgroup"
        className="grid-body"
        style={{ height: vertical.getTotalSize(), width: fullWidth, minWidth: '100%' }}
      >
        {inSight.map((item) => {
          const record = rows[item.index];
          if (!record) return null;
          const cell = (column: Column, index: number, size: number, sticky: boolean) => (
            <div
              key={column.path}
              id={`cell-${item.index}-${index}`}
              role="gridcell"
              aria-colindex={index + 2}
              className={`grid-cell${sticky ? ' grid-first' : ''}${isEnd(column.field) ? ' grid-end' : ''}${
                at.row === item.index && at.column === index ? ' grid-active' : ''
              }`}
              style={sticky ? { flexBasis: size, left: lead } : { flexBasis: size }}
            >
              <FieldCell
                field={column.field}
                value={column.holder(record)?.[column.field.key]}
                record={column.holder(record) ?? undefined}
              />
            </div>
          );
          return (
            <div
              key={record.id}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={selected.has(record.id)}
              className={`grid-row${props.opened === record.id ? ' grid-opened' : ''}${selected.has(record.id) ? ' grid-selected' : ''}`}
              style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
              onClick={() => {
                setAt({ row: item.index, column: at.column });
                onOpen(record);
              }}
            >
              <div
                role="gridcell"
                aria-colindex={1}
                className="grid-cell grid-lead"
                style={{ flexBasis: lead }}
                onClick={(event) => event.stopPropagation()}
              >
                <input
                  type="checkbox"
                  tabIndex={-1}
                  checked={selected.has(record.id)}
                  aria-label={t('table.select', { row: item.index + 1 })}
                  onChange={() => toggle(record.id)}
                />
                <span className="number mute">{item.index + 1}</span>
              </div>
              {first && cell(first, 0, firstWidth, true)}
              <div className="grid-spacer" style={{ width: before }} />
              {shown.map(({ index, size }) => {
                const column = rest[index];
                return column && cell(column, index + 1, size, false);
              })}
              <div className="grid-spacer" style={{ width: after }} />
            </div>
          );
        })}
      </div>
      {hasMore && <div className="grid-more mute">{t('common.loading')}</div>}
    </div>
  );
}

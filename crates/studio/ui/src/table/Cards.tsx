/** The list on a phone: a card for each record with its title, its state and four facts. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { isEnd } from '../fields/align';
import { FieldCell } from '../fields/FieldValue';
import { PlainContext } from '../fields/parts/plain';
import type { FormModel, Rec } from '../model/app';
import type { Column } from '../model/columns';
import { titleOf } from '../model/context';

interface Props {
  readonly form: FormModel;
  readonly columns: readonly Column[];
  readonly rows: readonly Rec[];
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onOpen: (record: Rec) => void;
}

export function Cards({ form, columns, rows, hasMore, onMore, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const state = columns.find(({ field }) => field.kind === 'select');
  const facts = columns.filter((column) => column !== state && column.path !== form.title).slice(0, 4);
  const height = facts.length > 2 ? 100 : facts.length > 0 ? 80 : 60;
  const vertical = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const items = vertical.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 15) onMore();
  }, [hasMore, last, rows.length, onMore]);
  const show = (column: Column, record: Rec) => (
    <FieldCell
      field={column.field}
      value={column.holder(record)?.[column.field.key]}
      record={column.holder(record) ?? undefined}
    />
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="cards" ref={scroller} tabIndex={0}>
      <PlainContext value={true}>
        <ul style={{ height: vertical.getTotalSize() }}>
          {items.map((item) => {
            const record = rows[item.index];
            if (!record) return null;
            return (
              <li key={record.id} className="record-card" style={{ height, transform: `translateY(${item.start}px)` }}>
                <button type="button" onClick={() => onOpen(record)}>
                  <b className="ellipsis">{titleOf(form, record)}</b>
                  <span>{state && show(state, record)}</span>
                  <dl>
                    {facts.map((column) => (
                      <div key={column.path}>
                        <dt>{column.label}</dt>
                        <dd className={isEnd(column.field) ? 'number' : ''}>{show(column, record)}</dd>
                      </div>
                    ))}
                  </dl>
                </button>
              </li>
            );
          })}
        </ul>
      </PlainContext>
    </div>
  );
}

/** The list on a phone: a card for each record with its title, its state and four facts; heads above them where the list is grouped. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { isEnd } from '../fields/align';
import { FieldCell } from '../fields/FieldValue';
import { PlainContext } from '../fields/parts/plain';
import { formatNumber } from '../lib/format';
import type { FormModel, Rec } from '../model/app';
import { type Column, gistOf } from '../model/columns';
import { titleOf } from '../model/context';

interface Props {
  readonly form: FormModel;
  readonly columns: readonly Column[];
  readonly rows: readonly Rec[];
  /** The field that the list is grouped by. */
  readonly grouped?: string | undefined;
  /** What a record is grouped by, as text, when the list is: rows come in that order. */
  readonly groupOf?: ((record: Rec) => string) | undefined;
  readonly groupLabel?: ((record: Rec) => ReactNode) | undefined;
  /** How many are in the group of a record, when that is known. */
  readonly groupCount?: ((record: Rec) => number | undefined) | undefined;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onOpen: (record: Rec) => void;
}

const headHeight = 40;

interface Line {
  readonly record: Rec;
  readonly head: boolean;
}

function linesOf(rows: readonly Rec[], groupOf: Props['groupOf']): readonly Line[] {
  if (!groupOf) return rows.map((record) => ({ record, head: false }));
  return rows.flatMap((record, index) => {
    const before = rows[index - 1];
    const card = { record, head: false };
    return before && groupOf(before) === groupOf(record) ? [card] : [{ record, head: true }, card];
  });
}

export function Cards(props: Props) {
  const { form, columns, rows, grouped, groupOf, groupLabel, groupCount, hasMore, onMore, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { state, facts } = gistOf(form, columns, 4, grouped);
  const height = facts.length > 2 ? 100 : facts.length > 0 ? 80 : 60;
  const lines = useMemo(() => linesOf(rows, groupOf), [rows, groupOf]);
  const vertical = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.head ? headHeight : height),
    overscan: 8,
  });
  const items = vertical.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= lines.length - 15) onMore();
  }, [hasMore, last, lines.length, onMore]);
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
            const line = lines[item.index];
            if (!line) return null;
            const { record } = line;
            const at = { height: item.size, transform: `translateY(${item.start}px)` };
            if (line.head) {
              const count = groupCount?.(record);
              return (
                <li key={`group ${record.id}`} className="record-card record-group" style={at}>
                  {groupLabel?.(record)}
                  {count !== undefined && <span className="mute number">{formatNumber(count)}</span>}
                </li>
              );
            }
            return (
              <li key={record.id} className="record-card" style={at}>
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

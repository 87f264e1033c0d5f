/** A table of records that draws only what is in sight, rows and columns, however many there are. Its keyboard is that of a spreadsheet. */
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { sentence } from '../api/errors';
import { copyAndSay } from '../components/copying';
import { say } from '../components/toasts';
import { useClipboard } from '../lib/clipboard';
import { holdKeys, holdText } from '../lib/heldKeys';
import type { Rec } from '../model/app';
import { areaOf, type Choice, only, within } from './area';
import { GroupRow } from './GroupRow';
import { Head } from './Head';
import { type Cell, isTyping, move } from './keys';
import { leadWidth } from './layout';
import type { GridProps } from './props';
import { type Mark, Row } from './Row';
import { TypingBox } from './TypingBox';
import { useLayout } from './useLayout';
import { cellOf, usePointing } from './usePointing';
import { useWindow } from './useWindow';
import { placeOf, spaceOf } from './window';
import './grid.css';

const headHeight = 38;

export function Grid(props: GridProps) {
  const { columns, rowHeight, widths, writing, selected, onOpen, onSelect, onLines, onArea } = props;
  // Rows that came are drawn in slices, so that no frame waits for all of them.
  const { outline, recordAt } = useDeferredValue(props.rows);
  const { t } = useTranslation();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const [choice, setChoice] = useState<Choice>(() => only({ row: 0, column: 0 }));
  const [editing, setEditing] = useState<Cell & { readonly typed?: string }>();
  const [composing, setComposing] = useState(false);
  const lastToggled = useRef(0);
  const window = useWindow(scroller, outline.count, rowHeight, headHeight);
  const { first, end } = window.lines;
  const at = within(choice, Math.max(1, outline.count), Math.max(1, columns.length));
  const area = areaOf(at);

  useEffect(() => onLines(first, end), [onLines, first, end]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an area is its four numbers
  useEffect(() => onArea(area), [onArea, area.top, area.left, area.bottom, area.right]);

  const { sizes, layout } = useLayout(columns, widths, props.frozen, props.sort, window);

  const recordIn = (row: number) => {
    const line = row < outline.count ? outline.at(row) : undefined;
    return line && recordAt(line);
  };

  function showColumn(column: number) {
    const node = scroller.current;
    const stay = layout.frozen.length;
    if (!node || column < stay) return;
    const from = sizes.slice(stay, column).reduce((sum, size) => sum + size, 0);
    const view = node.clientWidth - leadWidth - sizes.slice(0, stay).reduce((sum, size) => sum + size, 0);
    const size = sizes[column] ?? 0;
    if (from < node.scrollLeft) node.scrollLeft = from;
    else if (from + size > node.scrollLeft + view) node.scrollLeft = from + size - view;
  }

  function go(cell: Cell, extend = false) {
    setChoice(extend ? { anchor: at.anchor, head: cell } : only(cell));
    window.show(cell.row);
    showColumn(cell.column);
  }

  function mayEdit(cell: Cell): boolean {
    const column = columns[cell.column];
    const record = recordIn(cell.row);
    return !!writing && !!column && !!record && !props.gone.has(record.id) && writing.canEdit(column, record);
  }

  function edit(cell: Cell, typed?: string): boolean {
    if (!mayEdit(cell)) return false;
    // A box with a wrong value in it that was left makes room; a new one may still have to be fetched.
    if (editing) flushSync(() => setEditing(undefined));
    holdKeys();
    setEditing(typed === undefined ? cell : { ...cell, typed });
    return true;
  }

  /** Where a word is being composed is seen. */
  function compose(on: boolean) {
    setComposing(on);
    if (!on) return;
    window.show(at.head.row);
    showColumn(at.head.column);
  }

  function done(to?: 'down' | 'right' | 'left') {
    const cell = editing;
    setEditing(undefined);
    scroller.current?.focus({ preventScroll: true });
    if (!cell || !to) return;
    const key = { down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft' }[to];
    const next = move(cell, { key, ctrl: false }, { rows: outline.count, columns: columns.length, page: 1 });
    if (next) go(next);
  }

  function toggle(id: string, extend: boolean) {
    const row = at.head.row;
    if (!extend) return onSelect([id], !selected.has(id));
    const [from, to] = [Math.min(lastToggled.current, row), Math.max(lastToggled.current, row)];
    const ids = [];
    for (let line = from; line <= to && line - from < 1000; line += 1) ids.push(recordIn(line)?.id ?? []);
    onSelect(ids.flat(), true);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== (box.current ?? scroller.current)) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const record = recordIn(at.head.row);
    const line = at.head.row < outline.count ? outline.at(at.head.row) : undefined;
    if (ctrl && key === 'z') event.shiftKey ? writing?.redo() : writing?.undo();
    else if (ctrl && key === 'y') writing?.redo();
    else if (ctrl && key === 'a')
      setChoice({ anchor: { row: 0, column: 0 }, head: { row: outline.count - 1, column: columns.length - 1 } });
    else if (ctrl && key === 'd') fillDown();
    else if (line?.kind === 'group' && (event.key === 'Enter' || event.key === ' ')) props.onFold(line.group.key);
    else if (event.key === 'Enter' && !ctrl) {
      // The name of a record is the door to it; other cells are for writing.
      if (record && (at.head.column === 0 || !edit(at.head))) onOpen(record);
    } else if (event.key === 'F2') edit(at.head);
    else if (event.key === ' ' && record && !ctrl) {
      toggle(record.id, event.shiftKey);
      lastToggled.current = at.head.row;
    } else if (event.key === 'Escape') setChoice(only(at.head));
    else if (event.key === 'Delete' || event.key === 'Backspace') writing?.clear(area);
    else if (event.key === 'Tab') {
      const next = move(
        at.head,
        { key: event.shiftKey ? 'ArrowLeft' : 'ArrowRight', ctrl: false },
        { rows: 1, columns: columns.length, page: 1 },
      );
      // At either end the key leaves the table, as it does everywhere.
      if (!next || next.column === at.head.column || area.top !== area.bottom || area.left !== area.right) return;
      return;
    } else if (isTyping(event)) {
      if (!edit(at.head, event.key)) return;
    } else {
      const page = Math.max(1, Math.floor(window.height / rowHeight) - 2);
      const next = move(at.head, { key: event.key, ctrl }, { rows: outline.count, columns: columns.length, page });
      if (!next) return;
      go(next, event.shiftKey);
    }
    event.preventDefault();
  }

  /** Ctrl+D: the first row of what is chosen goes down; of a single row the one above it does, as in spreadsheets. */
  function fillDown() {
    if (area.bottom > area.top) writing?.fill({ ...area, bottom: area.top }, { ...area, top: area.top + 1 });
    else if (area.top > 0) writing?.fill({ ...area, top: area.top - 1, bottom: area.top - 1 }, area);
  }

  useClipboard({
    would: () => document.activeElement === (box.current ?? scroller.current) && !editing,
    take: (act, event) => {
      event.preventDefault();
      if (act === 'paste') {
        const text = event.clipboardData?.getData('text/plain');
        if (text) writing?.paste(area, text);
        return;
      }
      const text = props.textOf(area);
      const cut = act === 'cut';
      if (typeof text === 'string') {
        event.clipboardData?.setData('text/plain', text);
        if (cut) writing?.clear(area);
        return;
      }
      // What could not be copied is not taken away.
      copyAndSay(text).then(
        (copied) => copied && cut && writing?.clear(area),
        (error) => say(sentence(error), 'bad'),
      );
    },
  });

  const { isFilling, target, pointing } = usePointing({
    scroller,
    at,
    rowHeight,
    headHeight,
    editing: editing !== undefined,
    onChoose: setChoice,
    onPress: (row) => {
      lastToggled.current = row;
    },
    onFill: (source, target) => writing?.fill(source, target),
  });

  function markOf(row: number): string | undefined {
    if (target && row >= target.top && row <= target.bottom)
      return JSON.stringify({
        from: area.left,
        to: area.right,
        active: -1,
        handle: false,
        filling: true,
      } satisfies Mark);
    if (row < area.top || row > area.bottom) return undefined;
    const active = row === at.head.row ? at.head.column : -1;
    const handle = row === area.bottom && writing !== undefined;
    return JSON.stringify({ from: area.left, to: area.right, active, handle, filling: false } satisfies Mark);
  }

  const extent = { count: outline.count, height: rowHeight, view: Math.max(0, window.height - headHeight) };
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index).filter(
    (index) => index < outline.count,
  );
  // What is being typed stays, wherever one scrolls.
  if (editing && !drawn.includes(editing.row) && editing.row < outline.count) drawn.push(editing.row);
  const handlers = useRef({ toggle, onOpen, edit, done });
  handlers.current = { toggle, onOpen, edit, done };
  const stable = useMemo(
    () => ({
      toggle: (id: string, extend: boolean) => handlers.current.toggle(id, extend),
      open: (record: Rec) => handlers.current.onOpen(record),
      done: (to?: 'down' | 'right' | 'left') => handlers.current.done(to),
    }),
    [],
  );
  const isGrouped = outline.records !== outline.count || (outline.count > 0 && outline.at(0).kind === 'group');
  const known = drawn.flatMap((row) => recordIn(row)?.id ?? []);
  const active = drawn.includes(at.head.row) ? `cell-${at.head.row}-${at.head.column}` : undefined;

  /** What the column shows of the rows in sight, as one reads it. */
  function textsOf(path: string): readonly string[] {
    const index = columns.findIndex((column) => column.path === path);
    const cells = scroller.current?.querySelectorAll<HTMLElement>(`.grid-body [data-column="${index}"]`) ?? [];
    return [columns[index]?.label ?? '', ...[...cells].map((cell) => cell.innerText)];
  }

  return (
    <>
      {writing && (
        <TypingBox
          ref={box}
          table={id}
          active={active}
          readOnly={!mayEdit(at.head)}
          composing={composing}
          onKeyDown={onKeyDown}
          onComposing={compose}
          onText={(text) => (editing ? holdText(text) : edit(at.head, text))}
        />
      )}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a grid or a treegrid */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is a grid or a treegrid */}
      <div
        ref={scroller}
        id={id}
        className={`grid${isFilling ? ' grid-dragging' : ''}${rowHeight >= 60 ? ' grid-tall' : ''}`}
        role={isGrouped ? 'treegrid' : 'grid'}
        aria-label={props.label}
        aria-rowcount={outline.count + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={active}
        tabIndex={writing ? -1 : 0}
        onFocus={(event) => event.target === scroller.current && box.current?.focus({ preventScroll: true })}
        onKeyDown={onKeyDown}
        {...pointing}
        onDoubleClick={(event) => {
          // The name of a record has opened it at the first click.
          if (event.target instanceof Element && event.target.closest('button, a')) return;
          const cell = cellOf(event.target);
          const record = cell && recordIn(cell.row);
          if (cell && record && !edit(cell)) onOpen(record);
        }}
      >
        <Head
          layout={layout}
          sort={props.sort}
          all={known.length > 0 && known.every((id) => selected.has(id))}
          some={selected.size > 0}
          onAll={props.onAll}
          onSort={props.onSort}
          onResize={props.onResize}
          onFit={(path) => props.onFit(path, textsOf(path))}
          onMove={props.onMoveColumn}
        />
        <div
          role="rowgroup"
          className="grid-body"
          style={{ height: spaceOf(extent), width: layout.width, minWidth: '100%' }}
        >
          {drawn.map((index) => {
            const line = outline.at(index);
            const top = placeOf(index, window.top, extent);
            if (line.kind === 'group')
              return (
                <GroupRow
                  key={index}
                  index={index}
                  group={line.group}
                  label={props.groupLabel(line.group)}
                  closed={props.closed.has(line.group.key)}
                  active={at.head.row === index}
                  top={top}
                  height={rowHeight}
                  layout={layout}
                  total={props.totalOf}
                  onToggle={props.onFold}
                />
              );
            const record = recordAt(line);
            // A box that came while a word is being composed would break the word off.
            const edited = editing?.row === index && record && !composing ? editing.column : -1;
            const column = columns[edited];
            return (
              <Row
                key={index}
                index={index}
                position={line.position}
                record={record}
                top={top}
                height={rowHeight}
                layout={layout}
                mark={markOf(index)}
                selected={record !== undefined && selected.has(record.id)}
                opened={record !== undefined && record.id === props.opened}
                gone={record !== undefined && props.gone.has(record.id)}
                tint={record && props.tintOf(record)}
                editing={edited}
                editor={
                  record && column && editing && writing
                    ? writing.editor(editing, record, column, editing.typed, stable.done)
                    : null
                }
                onToggle={stable.toggle}
                onOpen={stable.open}
              />
            );
          })}
        </div>
        {outline.count === 0 && <p className="grid-none mute">{t('list.nothingFound')}</p>}
        {props.foot?.(layout)}
      </div>
    </>
  );
}

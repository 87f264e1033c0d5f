/** A table of records that draws only what is in sight, rows and columns, however many there are. Its keyboard is that of a spreadsheet. */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { readerOf } from '../fields/readers';
import { holdKeys, holdText } from '../lib/heldKeys';
import type { Rec } from '../model/app';
import type { Column } from '../model/columns';
import { type Area, areaOf, type Choice, filled, only, within } from './area';
import { GroupRow } from './GroupRow';
import { Head } from './Head';
import { type Cell, isTyping, move } from './keys';
import { type Layout, leadWidth, type Placed } from './layout';
import type { Group, Line, Outline } from './lines';
import { type Mark, Row } from './Row';
import { TypingBox } from './TypingBox';
import { useClipboard } from './useClipboard';
import { useWindow } from './useWindow';
import { frozenWithin, stretch } from './widths';
import { columnsAt, placeOf, spaceOf } from './window';
import './grid.css';

/** What happens when cells are written; a table without it is read only. */
export interface GridWriting {
  canEdit: (column: Column, record: Rec) => boolean;
  /** The box for a cell; `typed` is what was typed when typing began it. */
  editor: (
    at: Cell,
    record: Rec,
    column: Column,
    typed: string | undefined,
    done: (to?: 'down' | 'right' | 'left') => void,
  ) => ReactNode;
  paste: (area: Area, text: string) => void;
  fill: (source: Area, target: Area) => void;
  clear: (area: Area) => void;
  undo: () => void;
  redo: () => void;
}

export interface GridProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly frozen: number;
  /** What the lines are, and the record of each as far as it is here; one object, as the two belong together. */
  readonly rows: { readonly outline: Outline; readonly recordAt: (line: Line) => Rec | undefined };
  readonly gone: ReadonlySet<string>;
  readonly rowHeight: number;
  readonly widths: Readonly<Record<string, number>>;
  readonly sort: readonly string[];
  readonly opened: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
  readonly tintOf: (record: Rec) => string | undefined;
  readonly groupLabel: (group: Group) => ReactNode;
  readonly totalOf: (path: string, value: unknown) => string;
  readonly writing: GridWriting | undefined;
  readonly foot?: (layout: Layout) => ReactNode;
  readonly onLines: (first: number, end: number) => void;
  readonly onArea: (area: Area) => void;
  readonly onFold: (key: string) => void;
  readonly onAll: () => void;
  readonly onSort: (path: string, additive: boolean) => void;
  readonly onResize: (path: string, width: number) => void;
  readonly onFit: (path: string, texts: readonly string[]) => void;
  readonly onMoveColumn: (from: number, to: number) => void;
  readonly onOpen: (record: Rec) => void;
  readonly onSelect: (ids: readonly string[], on: boolean) => void;
  /** The text of cells for the clipboard: at once when all are here, else as a promise. */
  readonly textOf: (area: Area) => string | Promise<string>;
}

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
  const [filling, setFilling] = useState<number>();
  const dragging = useRef<'choose' | 'fill' | undefined>(undefined);
  const lastToggled = useRef(0);
  const window = useWindow(scroller, outline.count, rowHeight, headHeight);
  const { first, end } = window.lines;
  const at = within(choice, Math.max(1, outline.count), Math.max(1, columns.length));
  const area = areaOf(at);
  const target = filling === undefined ? undefined : filled(area, filling);

  useEffect(() => onLines(first, end), [onLines, first, end]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an area is its four numbers
  useEffect(() => onArea(area), [onArea, area.top, area.left, area.bottom, area.right]);

  const room = window.width - leadWidth;
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
  const layout = useMemo((): Layout => {
    const stay = frozenWithin(sizes, Math.max(1, props.frozen), room);
    let left = leadWidth;
    const frozen = columns.slice(0, stay).map((column, index): Placed => {
      const size = sizes[index] ?? 0;
      left += size;
      return { column, index, size, left: left - size };
    });
    const rest = sizes.slice(stay);
    const seen = columnsAt(window.left, window.width - left, rest);
    const shown = columns.slice(stay + seen.first, stay + seen.end).map((column, index): Placed => {
      const place = stay + seen.first + index;
      return { column, index: place, size: sizes[place] ?? 0, left: undefined };
    });
    const width = left + rest.reduce((sum, size) => sum + size, 0);
    return { lead: leadWidth, frozen, shown, before: seen.before, after: seen.after, width };
  }, [columns, sizes, props.frozen, room, window.left, window.width]);

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

  useClipboard((event) => {
    if (document.activeElement !== (box.current ?? scroller.current) || editing) return;
    event.preventDefault();
    if (event.type === 'paste') {
      const text = event.clipboardData?.getData('text/plain');
      if (text) writing?.paste(area, text);
      return;
    }
    const text = props.textOf(area);
    if (typeof text === 'string') event.clipboardData?.setData('text/plain', text);
    else void text.then((text) => navigator.clipboard?.writeText(text));
    if (event.type === 'cut') writing?.clear(area);
  });

  const cellOf = (node: EventTarget | Element | null): Cell | undefined => {
    const cell = node instanceof Element ? node.closest<HTMLElement>('[data-row] > [data-column]') : null;
    const row = cell?.parentElement?.dataset.row;
    return cell && row !== undefined ? { row: Number(row), column: Number(cell.dataset.column) } : undefined;
  };

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0 || (editing && (event.target as Element).closest('.grid-editing'))) return;
    if ((event.target as Element).closest('[data-handle]')) {
      event.preventDefault();
      dragging.current = 'fill';
      return setFilling(area.bottom);
    }
    const row = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset.row;
    const cell = cellOf(event.target) ?? (row === undefined ? undefined : { row: Number(row), column: 0 });
    if (!cell) return;
    lastToggled.current = event.shiftKey ? lastToggled.current : cell.row;
    setChoice(event.shiftKey ? { anchor: at.anchor, head: cell } : only(cell));
    if (event.pointerType !== 'touch' && cellOf(event.target)) dragging.current = 'choose';
    scroller.current?.focus({ preventScroll: true });
    if (event.shiftKey) event.preventDefault();
  }

  function onPointerMove(event: PointerEvent) {
    if (!dragging.current || !(event.buttons & 1)) return;
    const node = scroller.current;
    const cell = cellOf(document.elementFromPoint(event.clientX, event.clientY));
    if (!node || !cell) return;
    const box = node.getBoundingClientRect();
    if (event.clientY > box.bottom - rowHeight) node.scrollTop += rowHeight;
    if (event.clientY < box.top + headHeight + rowHeight / 2) node.scrollTop -= rowHeight;
    if (dragging.current === 'fill') setFilling(cell.row);
    else if (cell.row !== at.head.row || cell.column !== at.head.column) setChoice({ anchor: at.anchor, head: cell });
  }

  function onPointerUp() {
    if (dragging.current === 'fill' && target) {
      writing?.fill(area, target);
      setChoice({ anchor: { row: area.top, column: area.left }, head: { row: target.bottom, column: area.right } });
    }
    dragging.current = undefined;
    setFilling(undefined);
  }

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
        className={`grid${filling === undefined ? '' : ' grid-dragging'}${rowHeight >= 60 ? ' grid-tall' : ''}`}
        role={isGrouped ? 'treegrid' : 'grid'}
        aria-label={props.label}
        aria-rowcount={outline.count + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={active}
        tabIndex={writing ? -1 : 0}
        onFocus={(event) => event.target === scroller.current && box.current?.focus({ preventScroll: true })}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onDoubleClick={(event) => {
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

/** Choosing cells with the pointer, and filling down from them by the handle. */
import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { type Area, areaOf, type Choice, filled, only } from './area';
import type { Cell } from './keys';

interface Pointing {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly at: Choice;
  readonly rowHeight: number;
  readonly headHeight: number;
  readonly editing: boolean;
  readonly onChoose: (choice: Choice) => void;
  /** A row was pressed that a later one with Shift goes on from. */
  readonly onPress: (row: number) => void;
  readonly onFill: (source: Area, target: Area) => void;
}

/** The cell that an element of a row belongs to. */
export function cellOf(node: EventTarget | Element | null): Cell | undefined {
  const cell = node instanceof Element ? node.closest<HTMLElement>('[data-row] > [data-column]') : null;
  const row = cell?.parentElement?.dataset.row;
  return cell && row !== undefined ? { row: Number(row), column: Number(cell.dataset.column) } : undefined;
}

export function usePointing({ scroller, at, rowHeight, headHeight, editing, onChoose, onPress, onFill }: Pointing) {
  const [filling, setFilling] = useState<number>();
  const dragging = useRef<'choose' | 'fill' | undefined>(undefined);
  const area = areaOf(at);
  const target = filling === undefined ? undefined : filled(area, filling);

  function onPointerDown(event: PointerEvent) {
    const pressed = event.target as Element;
    if (event.button !== 0 || (editing && pressed.closest('.grid-editing'))) return;
    if (pressed.closest('[data-handle]')) {
      event.preventDefault();
      dragging.current = 'fill';
      return setFilling(area.bottom);
    }
    const row = pressed.closest<HTMLElement>('[data-row]')?.dataset.row;
    const cell = cellOf(pressed) ?? (row === undefined ? undefined : { row: Number(row), column: 0 });
    if (!cell) return;
    if (!event.shiftKey) onPress(cell.row);
    onChoose(event.shiftKey ? { anchor: at.anchor, head: cell } : only(cell));
    if (event.pointerType !== 'touch' && cellOf(pressed)) dragging.current = 'choose';
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
    else if (cell.row !== at.head.row || cell.column !== at.head.column) onChoose({ anchor: at.anchor, head: cell });
  }

  function onPointerUp() {
    if (dragging.current === 'fill' && target) {
      onFill(area, target);
      onChoose({ anchor: { row: area.top, column: area.left }, head: { row: target.bottom, column: area.right } });
    }
    dragging.current = undefined;
    setFilling(undefined);
  }

  return { isFilling: filling !== undefined, target, pointing: { onPointerDown, onPointerMove, onPointerUp } };
}

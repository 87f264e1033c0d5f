/** Moving the rows of a list by a handle: mouse, pen and touch alike. What follows the pointer is a line between two rows, not the rows. */
import { type PointerEvent, useRef, useState } from 'react';

export interface Drop {
  /** The row that is moved. */
  readonly from: number;
  /** The row before which it would come; as many as there are rows for the end. */
  readonly to: number;
}

/** The gap that is nearest to `y`, given the middles of the rows. */
export function gapAt(middles: readonly number[], y: number): number {
  const next = middles.findIndex((middle) => y < middle);
  return next < 0 ? middles.length : next;
}

export function useReorder(onDrop: (drop: Drop) => void) {
  const list = useRef<HTMLUListElement>(null);
  const [drop, setDrop] = useState<Drop>();
  const target = (event: PointerEvent) => {
    const rows = [...(list.current?.querySelectorAll('[data-row]') ?? [])];
    const middles = rows.map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    return gapAt(middles, event.clientY);
  };
  const handle = (from: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrop({ from, to: from });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) setDrop({ from, to: target(event) });
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const to = target(event);
      setDrop(undefined);
      if (to !== from && to !== from + 1) onDrop({ from, to });
    },
    onPointerCancel: () => setDrop(undefined),
  });
  return { list, drop, handle };
}

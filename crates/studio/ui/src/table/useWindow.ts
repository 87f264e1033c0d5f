/** Which lines and columns an element that scrolls shows, a few lines a frame when one jumps far. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Extent, gradually, linesAt, type Range, reveal, topFor } from './window';

/** Lines that are drawn above and below what is in sight. */
const around = 4;
/** Lines that one frame draws anew at most. */
const most = 10;

export interface Window {
  readonly lines: Range;
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Scrolls so that a line is seen. */
  show: (index: number) => void;
}

const same = (a: Range, b: Range) => a.first === b.first && a.end === b.end;

export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  lineHeight: number,
  head: number,
): Window {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [seen, setSeen] = useState({ lines: { first: 0, end: 0 } as Range, top: 0, left: 0 });
  const frame = useRef(0);
  const extent: Extent = { count, height: lineHeight, view: Math.max(0, size.height - head) };
  const latest = useRef(extent);
  latest.current = extent;

  const look = useCallback(() => {
    const node = scroller.current;
    const extent = latest.current;
    if (!node || extent.view === 0) return;
    const target = linesAt(node.scrollTop, extent, around);
    // Columns come in steps as well; what is squeezed moves with every pixel.
    const left = Math.floor(node.scrollLeft / 80) * 80;
    const squeezed = topFor(1_000_000, extent) !== 1_000_000;
    const top = squeezed ? node.scrollTop : 0;
    setSeen((seen) => {
      const lines = gradually(seen.lines, target, most);
      if (!same(lines, target)) frame.current = requestAnimationFrame(look);
      return same(lines, seen.lines) && seen.left === left && seen.top === top ? seen : { lines, left, top };
    });
  }, [scroller]);

  /** In the next frame, for where something is scrolled to is known only once what changed is laid out. */
  const lookSoon = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(look);
  }, [look]);

  useEffect(() => {
    const node = scroller.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setSize({ width: node.clientWidth, height: node.clientHeight }));
    observer.observe(node);
    node.addEventListener('scroll', lookSoon, { passive: true });
    return () => {
      observer.disconnect();
      node.removeEventListener('scroll', lookSoon);
      cancelAnimationFrame(frame.current);
    };
  }, [scroller, lookSoon]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again when the list or its room changes
  useEffect(lookSoon, [lookSoon, count, lineHeight, size]);

  const show = useCallback(
    (index: number) => {
      const node = scroller.current;
      const top = node ? reveal(index, node.scrollTop, latest.current) : undefined;
      if (node && top !== undefined) node.scrollTop = top;
    },
    [scroller],
  );
  return { ...seen, ...size, show };
}

/** What lies over a page of a phone goes with the way back, before the page does. */
import { useEffect, useRef } from 'react';

interface Laid {
  readonly close: () => void;
}

const laid: Laid[] = [];

/** While `isOpen`, the way back calls `close`; the last that was laid goes first. */
export function useBackCloses(isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const one: Laid = { close: () => latest.current() };
    laid.push(one);
    return () => {
      laid.splice(laid.indexOf(one), 1);
    };
  }, [isOpen]);
}

/** Closes what was laid last; whether there was something. */
export function closeTopmost(): boolean {
  const top = laid.at(-1);
  top?.close();
  return top !== undefined;
}

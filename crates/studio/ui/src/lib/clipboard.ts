/** Copying, cutting and pasting what is chosen in a page, where no text is selected. */
import { useEffect, useRef } from 'react';

export type ClipboardAct = 'copy' | 'cut' | 'paste';

export interface ClipboardTaker {
  /** Whether the page would do it now. */
  readonly would: (act: ClipboardAct, target: EventTarget | null) => boolean;
  readonly take: (act: ClipboardAct, event: ClipboardEvent) => void;
}

const acts: readonly ClipboardAct[] = ['copy', 'cut', 'paste'];

/**
 * Tells of each while the page would do it; gives back how to stop. Safari asks before, and where no text is selected it leaves the
 * command grey and the keys without effect, unless the page answers that it will do it itself.
 */
export function listenToClipboard(would: ClipboardTaker['would'], take: ClipboardTaker['take']): () => void {
  const ends = acts.map((act) => {
    const before = (event: Event) => {
      if (would(act, event.target)) event.preventDefault();
    };
    const now = (event: ClipboardEvent) => {
      if (would(act, event.target)) take(act, event);
    };
    document.addEventListener(`before${act}`, before);
    document.addEventListener(act, now);
    return () => {
      document.removeEventListener(`before${act}`, before);
      document.removeEventListener(act, now);
    };
  });
  return () => {
    for (const end of ends) end();
  };
}

export function useClipboard(taker: ClipboardTaker) {
  const latest = useRef(taker);
  latest.current = taker;
  useEffect(
    () =>
      listenToClipboard(
        (act, target) => latest.current.would(act, target),
        (act, event) => latest.current.take(act, event),
      ),
    [],
  );
}

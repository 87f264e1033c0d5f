/** Copying, cutting and pasting while a table has the focus: the page tells of them, also when no text is selected. */
import { useEffect, useRef } from 'react';

export function useClipboard(take: (event: ClipboardEvent) => void) {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const onClipboard = (event: ClipboardEvent) => latest.current(event);
    const names = ['copy', 'cut', 'paste'] as const;
    for (const name of names) document.addEventListener(name, onClipboard);
    return () => {
      for (const name of names) document.removeEventListener(name, onClipboard);
    };
  }, []);
}

/** The width or the height of an element, renewed when it changes. */
import { type RefObject, useEffect, useState } from 'react';

function useExtent(element: RefObject<HTMLElement | null>, extent: 'clientWidth' | 'clientHeight'): number {
  const [value, setValue] = useState(0);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setValue(node[extent]));
    observer.observe(node);
    return () => observer.disconnect();
  }, [element, extent]);
  return value;
}

export const useWidth = (element: RefObject<HTMLElement | null>) => useExtent(element, 'clientWidth');
export const useHeight = (element: RefObject<HTMLElement | null>) => useExtent(element, 'clientHeight');

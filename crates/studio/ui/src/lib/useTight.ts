/** Says of a bar, as `data-tight`, that not all of its words have room: its style sheet says which it gives up. */
import { type RefObject, useLayoutEffect } from 'react';

/** `space` is the element of the bar that takes what the others leave: it changes with every one of them. */
export function useTight(bar: RefObject<HTMLElement | null>, space: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const [outer, rest] = [bar.current, space.current];
    if (!outer || !rest) return;
    const measure = () => {
      outer.removeAttribute('data-tight');
      if (outer.scrollWidth > outer.clientWidth) outer.setAttribute('data-tight', '');
    };
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(rest);
    measure();
    return () => observer.disconnect();
  }, [bar, space]);
}

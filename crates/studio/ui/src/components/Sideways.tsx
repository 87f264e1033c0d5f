/** A box whose content scrolls sideways, with a shade at each edge behind which there is more. */
import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import './sideways.css';

export function Sideways({ className, children, ...rest }: ComponentProps<'div'>) {
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => {
      const left = box.scrollWidth - box.clientWidth - box.scrollLeft;
      frame.current?.classList.toggle('more-before', box.scrollLeft > 1);
      frame.current?.classList.toggle('more-after', left > 1);
    };
    const watch = new ResizeObserver(look);
    for (const node of [box, ...box.children]) watch.observe(node);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, []);
  return (
    <div ref={frame} className={`sideways ${className ?? ''}`}>
      <div ref={scroller} className="sideways-box" {...rest}>
        {children}
      </div>
    </div>
  );
}

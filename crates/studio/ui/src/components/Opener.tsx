/** Buttons with a panel or a menu. What draws the panel is fetched on the first sign of interest; the button is there at once. */
import type { DropdownProps, PopoverProps } from 'antd';
import { type ComponentType, type ReactElement, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useBackCloses } from '../lib/backCloses';
import { fetched } from '../lib/later';

interface Opening {
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly children: ReactElement;
}

/** A button for a panel that `fetch` brings. */
export function opener<P extends object>(fetch: () => Promise<{ readonly default: ComponentType<P> }>) {
  const part = fetched(fetch);
  function Opener({ open, onOpenChange, children, ...rest }: Omit<P, keyof Opening | 'trigger'> & Opening) {
    const Part = useSyncExternalStore(part.await, part.here) as ComponentType<object> | undefined;
    const [own, setOwn] = useState(false);
    const [pressed, setPressed] = useState(false);
    const holder = useRef<HTMLSpanElement>(null);
    const focused = useRef(false);
    const ready = useRef(false);
    // A press on a button that is made anew before the finger is lifted would be lost: the button stays until then.
    ready.current ||= Part !== undefined && !pressed;
    const Ready = ready.current ? Part : undefined;
    const change = (next: boolean) => {
      setOwn(next);
      onOpenChange?.(next);
    };
    useBackCloses(open ?? own, () => change(false));
    const want = () => {
      part.fetch().catch(() => undefined);
    };
    // The button is made anew within its panel: it keeps the focus it had.
    useLayoutEffect(() => {
      if (Ready && focused.current)
        holder.current?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
    }, [Ready]);
    const press = () => {
      if (ready.current) return;
      setPressed(true);
      const lift = () => setTimeout(() => setPressed(false));
      for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, lift, { once: true });
    };
    const panel = { ...rest, trigger: ['click'], open: open ?? own, onOpenChange: change, children };
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: it only watches the button within, which has keys and a name
      <span
        ref={holder}
        role="presentation"
        style={{ display: 'contents' }}
        onPointerEnter={want}
        onFocus={() => {
          focused.current = true;
          want();
        }}
        onBlur={() => {
          focused.current = false;
        }}
        onPointerDown={press}
        onClick={() => {
          if (ready.current) return;
          want();
          change(true);
        }}
      >
        {Ready ? <Ready {...panel} /> : children}
      </span>
    );
  }
  return Object.assign(Opener, { fetch: part.fetch });
}

/** A button that opens a panel. */
export const Flyout = opener<PopoverProps>(() => import('./opened/Panel'));
/** A button that opens a menu. */
export const Choices = opener<DropdownProps>(() => import('./opened/Menu'));

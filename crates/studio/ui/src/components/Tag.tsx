/** A short word on a tint; its colour is one of the seven of the definition language. */
import type { ReactNode } from 'react';
import type { Colour } from '../model/field';

export function Tag({
  colour = 'slate',
  dot = false,
  children,
}: {
  colour?: Colour | undefined;
  dot?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={`tag tint-${colour}`}>
      {dot && <i className="tag-dot" aria-hidden />}
      <span className="ellipsis">{children}</span>
    </span>
  );
}

/** The comment that the address names, as a notice leads to it: by its moment. */
import { useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';

const start = 'said-';

export const hashOf = (at: string) => start + at;

export function useWanted(): string | undefined {
  return useRouterState({
    select: ({ location: { hash } }) =>
      hash.startsWith(start) ? decodeURIComponent(hash.slice(start.length)) : undefined,
  });
}

/** Goes back through the comments until the wanted one is there; what it returns brings the eye and the keyboard to it. */
export function useLanding(wanted: string | undefined, here: boolean, more: false | (() => void)) {
  useEffect(() => {
    if (wanted !== undefined && !here && more) more();
  }, [wanted, here, more]);
  return useCallback(
    (node: HTMLElement | null) => {
      if (wanted === undefined) return;
      node?.scrollIntoView({ block: 'center' });
      node?.focus({ preventScroll: true });
    },
    [wanted],
  );
}

/** Parts of the screens that are fetched when first shown, and made ready while the browser has nothing else to do. */
import { type ComponentType, type ReactNode, Suspense, use, useEffect } from 'react';

type Fetch<P> = () => Promise<{ readonly default: ComponentType<P> }>;

export interface Later<P> {
  /** Fetches it once; a failure is forgotten, so that the next call tries again. */
  readonly fetch: () => Promise<ComponentType<P>>;
  /** The component when it is already here. */
  readonly here: () => ComponentType<P> | undefined;
  /** Calls back once it is here. */
  readonly await: (call: () => void) => () => void;
}

export function fetched<P>(fetch: Fetch<P>): Later<P> {
  let found: ComponentType<P> | undefined;
  let coming: Promise<ComponentType<P>> | undefined;
  const waiting = new Set<() => void>();
  return {
    fetch() {
      coming ??= fetch().then(
        (module) => {
          found = module.default;
          for (const call of waiting) call();
          return found;
        },
        (error) => {
          coming = undefined;
          throw error;
        },
      );
      return coming;
    },
    here: () => found,
    await(call) {
      waiting.add(call);
      return () => waiting.delete(call);
    },
  };
}

/** A component that is fetched when first shown; one that was made ready shows in the same frame. */
export function later<P extends object>(fetch: Fetch<P>, fallback: ReactNode = null) {
  const part = fetched(fetch);
  function Inner(props: P) {
    const Part = part.here() ?? use(part.fetch());
    return <Part {...props} />;
  }
  function Shown(props: P) {
    return (
      <Suspense fallback={fallback}>
        <Inner {...props} />
      </Suspense>
    );
  }
  return Object.assign(Shown, { fetch: part.fetch });
}

interface Connection {
  readonly saveData?: boolean;
}

const rest = (call: () => void) =>
  typeof requestIdleCallback === 'function' ? requestIdleCallback(call) : setTimeout(call, 200);

/** Fetches parts one after the other once the page is shown and the browser rests; not where data is dear. */
export function useWarm(shown: boolean, parts: readonly (() => Promise<unknown>)[]) {
  useEffect(() => {
    if (!shown || (navigator as { connection?: Connection }).connection?.saveData) return;
    let stopped = false;
    const go = (index: number) => {
      const part = parts[index];
      if (stopped || !part) return;
      // What cannot be fetched now is fetched, and its failure said, when it is wanted.
      const next = () => rest(() => go(index + 1));
      part().then(next, () => undefined);
    };
    const timer = setTimeout(() => rest(() => go(0)), 300);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [shown, parts]);
}

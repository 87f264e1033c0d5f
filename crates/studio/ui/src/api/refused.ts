/** Tells when an answer of an app is not what its rights of before promise: then they are looked at again. */
import { useEffect, useEffectEvent } from 'react';

const listeners = new Set<(app: string, refused: boolean) => void>();
const address = /\/api\/v1\/data\/([^/?]+)\//;

/** Notes how the server answered. */
export function noteAnswer(url: string, status: number) {
  const app = address.exec(url)?.[1];
  const refused = status === 403 || status === 404;
  if (app && (refused || status < 300)) for (const listener of listeners) listener(decodeURIComponent(app), refused);
}

/** How long nothing is looked at again after it was, in milliseconds. */
const pause = 3000;

/** Calls `look` when something of `app` was refused, once for many refusals together; or, when the app itself is `closed`, at the first answer that is none. */
export function useRefusals(app: string, closed: boolean, look: () => void) {
  const latest = useEffectEvent(look);
  useEffect(() => {
    let last = 0;
    const listener = (of: string, refused: boolean) => {
      if (of !== app || refused === closed || Date.now() - last < pause) return;
      last = Date.now();
      latest();
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [app, closed]);
}

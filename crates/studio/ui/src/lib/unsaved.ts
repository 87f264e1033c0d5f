/** Whether something that was typed on this page is not saved yet: then nothing is taken from under the hands. */
import { type RefObject, useRef } from 'react';

const forms = new Set<object>();

/** Notes for the form `of` whether it holds something unsaved. */
export function noteUnsaved(of: object, unsaved: boolean) {
  if (unsaved) forms.add(of);
  else forms.delete(of);
}

export const anythingUnsaved = () => forms.size > 0;

/** What is there, or, while something is unsaved, what was there before it went away. */
export function useHeld<T>(now: T | undefined): T | undefined {
  const before: RefObject<T | undefined> = useRef(now);
  if (now !== undefined) before.current = now;
  return now ?? (anythingUnsaved() ? before.current : undefined);
}

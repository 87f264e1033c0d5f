/** Drafts that were left in this browser, newest first; those of editors that are still open somewhere belong to them. */
import { useEffect, useState } from 'react';
import { type Draft, dropKept, type KeptPlace, listKept } from '../form/keep';
import { openEditors } from '../lib/openEditors';

export interface Drafts {
  readonly newest: Draft | undefined;
  /** Throws the newest away, and shows the one before. */
  drop: () => void;
  /** Takes the newest out of the browser, and offers no other: they would be written over it. */
  take: () => void;
}

export function useDrafts(where: KeptPlace, wanted: boolean): Drafts {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useEffect(() => {
    const left = wanted ? listKept(where) : [];
    let on = true;
    if (left.length > 0)
      void openEditors().then((open) => on && setDrafts(left.filter(({ place }) => !open.has(place.slot ?? ''))));
    else setDrafts([]);
    return () => {
      on = false;
    };
  }, [where, wanted]);
  const [newest] = drafts;
  const out = (rest: readonly Draft[]) => {
    if (newest) dropKept(newest.place);
    setDrafts(rest);
  };
  return { newest, drop: () => out(drafts.slice(1)), take: () => out([]) };
}

/** Saving a few fields of a record by themselves. When somebody else saved meanwhile, it goes on as long as these fields were not theirs. */
import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/errors';
import { getRecord, type Place, updateRecord } from '../api/records';
import { same } from '../form/draft';
import type { Rec } from '../model/app';

/** Both changed the same field; a person must choose. */
export class Clashing extends Error {
  readonly theirs: Rec;

  constructor(theirs: Rec) {
    super('both changed the same field');
    this.theirs = theirs;
  }
}

export async function saveSingly(place: Place, base: Rec, changes: Record<string, unknown>): Promise<Rec> {
  let against = base;
  // Somebody who types at the same time may be faster more than once.
  for (let tries = 0; ; tries += 1) {
    try {
      return await updateRecord(place, against, changes);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412 || tries >= 3) throw error;
      const theirs = await getRecord(place, base.id);
      if (Object.keys(changes).some((key) => !same(theirs[key], base[key]))) throw new Clashing(theirs);
      against = theirs;
    }
  }
}

/** Puts a saved record where it is shown, and looks again at whatever else it may have changed. */
export async function noteSaved(cache: QueryClient, place: Place, saved: Rec) {
  cache.setQueriesData<Rec>({ queryKey: ['record', place.app, place.form, saved.id] }, (shown) =>
    shown ? { ...shown, ...saved } : shown,
  );
  await cache.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[1] === place.app && queryKey[0] !== 'app',
  });
}

/** Saving a form: create or update, and what happens when the server refuses. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '../api/errors';
import { createRecord, getRecord, type Place, updateRecord } from '../api/records';
import { changesOf } from '../form/draft';
import type { FormState } from '../form/useForm';
import { fromServer } from '../form/validate';
import { newKey } from '../lib/newKey';
import type { FormModel, Rec } from '../model/app';
import type { Lost } from './EditorNotices';
import { noteSaved } from './saveSingly';

/** Issues by which the server says that the definition is not what the screen has. */
const outdated = /^(field\.(unknown|no_right|read_only)|option\.(unknown|retired|not_offered))$/;

interface Sent {
  readonly base: Rec | undefined;
  readonly changes: Record<string, unknown>;
}

/** When the record is `lost`, saving makes a new one of all that stands in the form; a lost right may have come back. */
export function useSave(
  place: Place,
  form: FormModel,
  state: FormState,
  lost: Lost | undefined,
  onSaved: (record: Rec) => void,
) {
  const cache = useQueryClient();
  /** One key for each new record, so that a repeated click cannot create two. */
  const key = useRef(newKey());
  const [refusals, setRefusals] = useState(0);
  const [theirs, setTheirs] = useState<Rec>();

  const save = useMutation({
    mutationFn: async ({ base, changes }: Sent) =>
      base ? updateRecord(place, base, changes) : createRecord(place, changes, key.current),
    onSuccess: async (record) => {
      key.current = newKey();
      setTheirs(undefined);
      if (lost) await cache.invalidateQueries({ queryKey: ['app', place.app] });
      onSaved(record);
      await noteSaved(cache, place, record);
    },
    onError: async (error, { base }) => {
      if (!(error instanceof ApiError)) return;
      if (error.status === 422) {
        // The refused try is over: a corrected one is a new request.
        key.current = newKey();
        setTheirs(undefined);
        state.setServer(fromServer(error.issues, state.filled.values));
        setRefusals((count) => count + 1);
        if (error.issues.some(({ code }) => outdated.test(code)))
          await cache.invalidateQueries({ queryKey: ['app', place.app] });
      }
      // The record or the right to it is gone: the screen looks again, and says so.
      if (error.status === 403 || error.status === 404)
        await Promise.all(['app', 'record'].map((name) => cache.invalidateQueries({ queryKey: [name, place.app] })));
      if (error.status === 412 && base) setTheirs(await getRecord(place, base.id).catch(() => undefined));
    },
  });

  function submit() {
    state.setTried(true);
    if (Object.keys(state.found).length > 0) {
      setRefusals((count) => count + 1);
      return;
    }
    const { base, changes, filled } = state;
    save.mutate(
      lost === 'record'
        ? { base: undefined, changes: changesOf(form, filled.values, filled.states, undefined) }
        : { base, changes },
    );
  }

  /** Goes on from the newer version, with what was typed in `keep`. */
  function merge(newer: Rec, keep: readonly string[]) {
    const changes = Object.fromEntries(Object.entries(state.changes).filter(([field]) => keep.includes(field)));
    state.rebase(newer, keep);
    if (Object.keys(changes).length > 0) {
      save.mutate({ base: newer, changes });
      return;
    }
    setTheirs(undefined);
    save.reset();
    onSaved(newer);
    void noteSaved(cache, place, newer);
  }

  return { submit, save, refusals, theirs, merge, later: () => setTheirs(undefined) };
}

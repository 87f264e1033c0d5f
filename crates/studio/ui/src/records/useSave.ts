/** Saving a form: create or update, and what happens when the server refuses. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '../api/errors';
import { createRecord, type Place, recordQuery, updateRecord } from '../api/records';
import type { FormState } from '../form/useForm';
import { fromServer } from '../form/validate';
import type { FormModel, Rec } from '../model/app';

export interface Conflict {
  readonly theirs: Rec;
}

export function useSave(place: Place, _form: FormModel, state: FormState, onSaved: (record: Rec) => void) {
  const cache = useQueryClient();
  /** One key for each new record, so that a repeated click cannot create two. */
  const key = useRef(crypto.randomUUID());
  const [refusals, setRefusals] = useState(0);
  const [conflict, setConflict] = useState<Conflict>();

  const save = useMutation({
    mutationFn: async () => {
      const { base, changes } = state;
      return base ? updateRecord(place, base, changes) : createRecord(place, changes, key.current);
    },
    onSuccess: async (record) => {
      key.current = crypto.randomUUID();
      setConflict(undefined);
      onSaved(record);
      await cache.invalidateQueries();
    },
    onError: async (error) => {
      if (!(error instanceof ApiError)) return;
      if (error.status === 422) {
        // The refused try is over: a corrected one is a new request.
        key.current = crypto.randomUUID();
        state.setServer(fromServer(error.issues, state.filled.values));
        setRefusals((count) => count + 1);
      }
      if (error.status === 412 && state.base) {
        const theirs = await cache
          .fetchQuery({ ...recordQuery(place, state.base.id), staleTime: 0 })
          .catch(() => undefined);
        if (theirs) setConflict({ theirs });
      }
    },
  });

  function submit() {
    state.setTried(true);
    if (Object.keys(state.found).length > 0) {
      setRefusals((count) => count + 1);
      return;
    }
    save.mutate();
  }

  return { submit, save, refusals, conflict, settle: () => setConflict(undefined) };
}

/** Keeps what is typed in this browser while it is typed, and finds what was kept before unless it was `taken` already. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Place } from '../api/records';
import { meQuery } from '../api/session';
import { dropKept, type Kept, keepable, writeKept } from '../form/keep';
import type { FormState } from '../form/useForm';
import { newKey } from '../lib/newKey';
import { openEditor } from '../lib/openEditors';
import type { FormModel } from '../model/app';
import { useDrafts } from './useDrafts';

export interface KeptDraft {
  /** What was kept before this form was opened, until it is taken or dropped. */
  readonly offered: Kept | undefined;
  /** Takes the offer away; the caller has put it into the form. */
  take: () => void;
  /** Throws away what was kept before; what is typed here is kept beside it anyway. */
  drop: () => void;
  /** Nothing of this form is kept any more: it was saved, or the person let it go. */
  finish: () => void;
}

export function useKept(place: Place, form: FormModel, id: string, state: FormState, taken: boolean): KeptDraft {
  const { data: me } = useSuspenseQuery(meQuery);
  const [slot] = useState(newKey);
  const where = useMemo(
    () => ({ person: me.id, app: place.app, form: place.form, id, slot }),
    [me.id, place.app, place.form, id, slot],
  );
  const drafts = useDrafts(where, !taken);
  useEffect(() => openEditor(slot), [slot]);
  const closed = useRef(false);
  const { dirty, filled, touched, base } = state;
  useEffect(() => {
    if (!dirty || closed.current) return;
    const timer = setTimeout(() => {
      if (closed.current) return;
      const keys = [...new Set([...touched].map((path) => path.split('/')[0] ?? path))];
      const values = keepable(form, filled.values, keys);
      if (Object.keys(values).length === 0) return;
      writeKept(where, { at: new Date().toISOString(), version: base?.version ?? 0, values });
    }, 400);
    return () => clearTimeout(timer);
  }, [dirty, filled, touched, base, form, where]);
  const { newest, drop } = drafts;
  const finish = useCallback(() => {
    closed.current = true;
    dropKept(where);
  }, [where]);
  return {
    offered: newest?.kept,
    take: () => {
      // From here on it is this editor's, also before the next letter.
      if (newest) writeKept(where, newest.kept);
      drafts.take();
    },
    drop,
    finish,
  };
}

/** Keeps what is typed in this browser while it is typed, and finds what was kept before unless it was `taken` already. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Place } from '../api/records';
import { meQuery } from '../api/session';
import { dropKept, type Kept, keepable, readKept, writeKept } from '../form/keep';
import type { FormState } from '../form/useForm';
import type { FormModel } from '../model/app';

export interface KeptDraft {
  /** What was kept before this form was opened, until it is taken or dropped. */
  readonly offered: Kept | undefined;
  /** Takes the offer away; the caller has put it into the form. */
  take: () => void;
  /** Throws away what was kept before; what is typed from now on is kept anew. */
  drop: () => void;
  /** Nothing is kept any more: it was saved, or the person let it go. */
  finish: () => void;
}

export function useKept(place: Place, form: FormModel, id: string, state: FormState, taken: boolean): KeptDraft {
  const { data: me } = useSuspenseQuery(meQuery);
  const where = useMemo(
    () => ({ person: me.id, app: place.app, form: place.form, id }),
    [me.id, place.app, place.form, id],
  );
  const [offered, setOffered] = useState(() => (taken ? undefined : readKept(where)));
  const closed = useRef(false);
  const { dirty, filled, touched, base } = state;
  useEffect(() => {
    // An offer that nobody answered yet is not written over by the first letter.
    if (!dirty || offered || closed.current) return;
    const timer = setTimeout(() => {
      const keys = [...new Set([...touched].map((path) => path.split('/')[0] ?? path))];
      const values = keepable(form, filled.values, keys);
      if (Object.keys(values).length === 0) return;
      writeKept(where, { at: new Date().toISOString(), version: base?.version ?? 0, values });
    }, 400);
    return () => clearTimeout(timer);
  }, [dirty, offered, filled, touched, base, form, where]);
  const take = useCallback(() => setOffered(undefined), []);
  const drop = useCallback(() => {
    setOffered(undefined);
    dropKept(where);
  }, [where]);
  const finish = useCallback(() => {
    closed.current = true;
    dropKept(where);
  }, [where]);
  return { offered, take, drop, finish };
}

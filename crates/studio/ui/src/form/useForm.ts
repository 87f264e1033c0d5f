/** The state of a form: what was typed, what follows from it, what is wrong with it. */
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Context } from '../expression/context';
import { writeMoment } from '../expression/time';
import type { FormModel, Rec } from '../model/app';
import { useApp } from '../model/context';
import { changesOf, valuesOf } from './draft';
import { fill } from './fill';
import type { Values } from './source';
import { useExpressionContext, useLookup } from './useSurroundings';
import { type Issues, validate } from './validate';

/** What the server gives every new record. */
function born({ me, now }: Context): Values {
  const at = writeMoment(now);
  return { owner: me.id, created_by: me.id, updated_by: me.id, created_at: at, updated_at: at };
}

export function useForm(form: FormModel, record: Rec | undefined, preset?: Values) {
  const app = useApp();
  const context = useExpressionContext();
  const [base, setBase] = useState(record);
  const [typed, setTyped] = useState<Values>(() => ({
    ...valuesOf(form, record),
    ...(record ? {} : born(context)),
    ...preset,
  }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(() => new Set(Object.keys(preset ?? {})));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [server, setServer] = useState<Issues>({});
  const [tried, setTried] = useState(false);
  const lookup = useLookup(form, typed);
  const old = useMemo(() => (base ? valuesOf(form, base) : undefined), [form, base]);

  const filled = useMemo(
    () => fill(typed, { app, form, context, lookup, creating: base === undefined, old, touched }),
    [typed, app, form, context, lookup, base, old, touched],
  );
  const checked = useDeferredValue(filled);
  const found = useMemo(
    () => validate(checked, { app, form, context, lookup, old }),
    [checked, app, form, context, lookup, old],
  );

  const latest = useRef(filled.values);
  latest.current = filled.values;
  const set = useCallback((key: string, value: unknown) => {
    setTouched((touched) => (touched.has(key) ? touched : new Set([...touched, key])));
    // What was typed stands on what was filled, so that defaults of other fields stay when theirs change.
    setTyped({ ...latest.current, [key]: value });
    setServer((issues) =>
      Object.fromEntries(Object.entries(issues).filter(([path]) => path !== key && !path.startsWith(`${key}/`))),
    );
  }, []);
  const touch = useCallback(
    (path: string) => setTouched((touched) => (touched.has(path) ? touched : new Set([...touched, path]))),
    [],
  );
  const leave = useCallback((key: string) => setLeft((left) => (left.has(key) ? left : new Set([...left, key]))), []);

  /** Issues a person should see now: of fields that were left, all of them after trying to save, and the server's. */
  const issues = useMemo(() => {
    const shown: Record<string, readonly string[]> = { ...server };
    for (const [path, texts] of Object.entries(found)) {
      const head = path.split('/')[0] ?? path;
      if (server[path] === undefined && (tried || (left.has(head) && (touched.has(head) || touched.has(path)))))
        shown[path] = texts;
    }
    return shown;
  }, [found, server, tried, left, touched]);

  const changes = useMemo(() => changesOf(form, filled.values, filled.states, base), [form, filled, base]);
  const written = [...touched].some((path) => !(path in (preset ?? {})));
  const dirty = written && (base === undefined || Object.keys(changes).length > 0);

  /** Starts again from a newer version of the record; `keep` puts what was typed on top of it. */
  const rebase = useCallback(
    (newer: Rec, keep: boolean) => {
      setTyped(() => ({
        ...valuesOf(form, newer),
        ...(keep ? Object.fromEntries(Object.keys(changes).map((key) => [key, latest.current[key]])) : {}),
      }));
      setBase(newer);
      setServer({});
      setTried(false);
      if (!keep) setTouched(new Set());
    },
    [form, changes],
  );

  return { base, filled, issues, found, changes, dirty, set, touch, leave, rebase, setServer, setTried };
}

export type FormState = ReturnType<typeof useForm>;

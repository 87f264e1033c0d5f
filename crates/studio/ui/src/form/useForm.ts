/** The state of a form: what was typed, what follows from it, what is wrong with it. */
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { FormModel, Rec } from '../model/app';
import { useApp } from '../model/context';
import { born, changesOf, valuesOf } from './draft';
import { fill } from './fill';
import type { Values } from './source';
import { useExpressionContext, useLookup } from './useSurroundings';
import { type Issues, validate } from './validate';

/** `preset` comes with the address and may be left again; `kept` was typed before, and counts as typed. */
export function useForm(form: FormModel, record: Rec | undefined, preset?: Values, kept?: Values) {
  const app = useApp();
  const context = useExpressionContext();
  const [base, setBase] = useState(record);
  const [typed, setTyped] = useState<Values>(() => ({
    ...valuesOf(form, record),
    ...(record ? {} : born(context)),
    ...preset,
    ...kept,
  }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(
    () => new Set([...Object.keys(preset ?? {}), ...Object.keys(kept ?? {})]),
  );
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
      const done =
        (left.has(path) && touched.has(path)) || (left.has(head) && (touched.has(head) || touched.has(path)));
      if (server[path] === undefined && (tried || done)) shown[path] = texts;
    }
    return shown;
  }, [found, server, tried, left, touched]);

  const changes = useMemo(() => changesOf(form, filled.values, filled.states, base), [form, filled, base]);
  const written = kept !== undefined || [...touched].some((path) => !(path in (preset ?? {})));
  const dirty = written && (base === undefined || Object.keys(changes).length > 0);

  /** Starts again from a newer version of the record, with what was typed in `keep` on top of it. */
  const rebase = useCallback(
    (newer: Rec, keep: readonly string[]) => {
      setTyped(() => ({
        ...valuesOf(form, newer),
        ...Object.fromEntries(keep.map((key) => [key, latest.current[key]])),
      }));
      setBase(newer);
      setServer({});
      setTried(false);
      setTouched((touched) => new Set([...touched].filter((path) => keep.includes(path.split('/')[0] ?? path))));
    },
    [form],
  );
  /** Puts `values` into the form as if they were typed. */
  const restore = useCallback((values: Values) => {
    setTouched((touched) => new Set([...touched, ...Object.keys(values)]));
    setTyped({ ...latest.current, ...values });
  }, []);

  return {
    base,
    filled,
    typed,
    touched,
    issues,
    found,
    changes,
    dirty,
    set,
    touch,
    leave,
    rebase,
    restore,
    setServer,
    setTried,
  };
}

export type FormState = ReturnType<typeof useForm>;

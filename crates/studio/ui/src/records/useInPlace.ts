/** Editing one field of a record where it stands: what follows is computed at every keystroke, and it is saved by itself. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { ApiError } from '../api/errors';
import type { Place } from '../api/records';
import { isWritable, outgoing, same, valuesOf } from '../form/draft';
import { type Filled, fill } from '../form/fill';
import type { Values } from '../form/source';
import { useExpressionContext, useLookup } from '../form/useSurroundings';
import { fromServer, type Issues, validate } from '../form/validate';
import type { FormModel, Rec } from '../model/app';
import { fieldOf, useApp } from '../model/context';
import type { Field } from '../model/field';
import { lostSentence } from './lost';
import { Clashing, noteSaved, saveSingly } from './saveSingly';

const nothing: ReadonlySet<string> = new Set();

interface Open {
  readonly key: string;
  readonly base: Rec;
  readonly value: unknown;
  readonly touched: ReadonlySet<string>;
}

export interface InPlace {
  /** The record as it would be with what is being typed. */
  readonly filled: Filled;
  readonly open: string | undefined;
  readonly value: unknown;
  readonly dirty: boolean;
  readonly saving: boolean;
  /** Issues of the open field, by path. */
  readonly issues: Issues;
  /** What the save ran against that stands at other fields, or nowhere. */
  readonly problem: string | undefined;
  readonly clash: { readonly base: Rec; readonly theirs: Rec; readonly values: Values } | undefined;
  mayEdit: (field: Field) => boolean;
  /** Opens a field; what is open is saved first. */
  start: (key: string) => Promise<void>;
  type: (value: unknown) => void;
  touch: (path: string) => void;
  /** Saves what is typed, or `value` instead; says whether the field could be closed. */
  commit: (value?: unknown) => Promise<boolean>;
  cancel: () => void;
  settle: (mine: boolean) => Promise<void>;
}

/** What was saved, and what stood there before. */
export interface SavedField {
  readonly field: Field;
  readonly saved: Rec;
  readonly before: unknown;
}

export function useInPlace(place: Place, form: FormModel, record: Rec, onSaved: (what: SavedField) => void): InPlace {
  const app = useApp();
  const cache = useQueryClient();
  const context = useExpressionContext();
  const [open, setOpen] = useState<Open>();
  const [saving, setSaving] = useState(false);
  const [server, setServer] = useState<Issues>({});
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [theirs, setTheirs] = useState<Rec>();
  const stored = useMemo(() => valuesOf(form, record), [form, record]);
  const old = useMemo(() => (open ? valuesOf(form, open.base) : stored), [form, open, stored]);
  const typed = useMemo(() => (open ? { ...stored, [open.key]: open.value } : stored), [stored, open]);
  const lookup = useLookup(form, typed);
  const touched = open?.touched ?? nothing;
  const filled = useMemo(
    () => fill(typed, { app, form, context, lookup, creating: false, old, touched }),
    [typed, app, form, context, lookup, old, touched],
  );
  const dirty = open !== undefined && !same(open.value, open.base[open.key]);
  const found = useMemo(
    () => (dirty ? validate(filled, { app, form, context, lookup, old }) : {}),
    [dirty, filled, app, form, context, lookup, old],
  );
  const at = (path: string) => open !== undefined && (path === open.key || path.startsWith(`${open.key}/`));
  const own = Object.fromEntries(Object.entries(found).filter(([path]) => at(path)));

  const close = useCallback(() => {
    setOpen(undefined);
    setServer({});
    setTried(false);
    setProblem(undefined);
    setTheirs(undefined);
  }, []);

  async function send(field: Field, base: Rec, value: unknown): Promise<boolean> {
    setSaving(true);
    setProblem(undefined);
    try {
      const saved = await saveSingly(place, base, { [field.key]: outgoing(field, value) });
      close();
      onSaved({ field, saved, before: base[field.key] });
      void noteSaved(cache, place, saved);
      return true;
    } catch (error) {
      if (error instanceof Clashing) setTheirs(error.theirs);
      else if (error instanceof ApiError && error.status === 422) {
        const issues = fromServer(error.issues, { ...stored, [field.key]: value });
        setServer(issues);
        const elsewhere = Object.entries(issues).filter(([path]) => path.split('/')[0] !== field.key);
        setProblem(elsewhere.flatMap(([, texts]) => texts).join(' ') || undefined);
      } else setProblem(lostSentence(error));
      return false;
    } finally {
      setSaving(false);
    }
  }

  async function commit(given?: unknown): Promise<boolean> {
    const field = open && fieldOf(form, open.key);
    if (!open || !field) return true;
    const value = given === undefined ? open.value : given;
    if (same(outgoing(field, value), outgoing(field, open.base[open.key]))) {
      close();
      return true;
    }
    setTried(true);
    const would = fill({ ...stored, [open.key]: value }, { app, form, context, lookup, creating: false, old, touched });
    const wrong = validate(would, { app, form, context, lookup, old });
    if (given !== undefined) setOpen({ ...open, value: given });
    if (Object.keys(wrong).some(at)) return false;
    return send(field, open.base, value);
  }

  return {
    filled,
    open: open?.key,
    value: open?.value,
    dirty,
    saving,
    issues: { ...(tried ? own : {}), ...Object.fromEntries(Object.entries(server).filter(([path]) => at(path))) },
    problem,
    clash: theirs && open ? { base: open.base, theirs, values: filled.values } : undefined,
    mayEdit: (field) => form.rights.update && isWritable(field) && filled.states[field.key]?.readOnly === false,
    start: async (key) => {
      if (open?.key === key || !(await commit())) return;
      setOpen({ key, base: record, value: record[key] ?? null, touched: nothing });
    },
    type: (value) => {
      setServer({});
      setProblem(undefined);
      setOpen((open) => open && { ...open, value });
    },
    touch: (path) => setOpen((open) => open && { ...open, touched: new Set([...open.touched, path]) }),
    commit,
    cancel: close,
    settle: async (mine) => {
      const field = open && fieldOf(form, open.key);
      if (!theirs || !open || !field) return;
      setTheirs(undefined);
      if (mine) await send(field, theirs, open.value);
      else {
        close();
        void noteSaved(cache, place, theirs);
      }
    },
  };
}

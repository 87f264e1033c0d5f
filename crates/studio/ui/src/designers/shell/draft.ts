/** The draft that is being edited: its history, and its way to the server. Nobody's work is overwritten: what others saved is merged. */
import { createStore, type StoreApi } from 'zustand';
import { getDraft, putDraft } from '../../api/drafts';
import { ApiError, type Issue } from '../../api/errors';
import { begin, done, type History, rebased, redone, undone, wentTo } from '../../lib/history';
import { type AppDocument, type Change, edit } from '../form/model';
import { names } from '../form/names';
import { markOf, nameOf, type StepName } from '../form/steps';
import { apart, type Renamed, twins } from './apart';
import { type Clash, mergeDocuments, same, type Where } from './merge';

/** `unfit` is a document that the server does not take yet: something is half written. */
export type Saving = 'saved' | 'waiting' | 'saving' | 'unfit' | 'offline' | 'refused';

export interface MergeNote {
  readonly taken: readonly Where[];
  readonly clashes: readonly Clash[];
  /** The people whose work it is, by id, as far as that was told. */
  readonly by: readonly string[];
}

export interface DraftState {
  readonly app: string;
  readonly history: History<AppDocument, StepName>;
  /** What the server has, as far as this page knows. */
  readonly base: AppDocument;
  readonly version: string;
  readonly saving: Saving;
  readonly savedAt: number | undefined;
  readonly issues: readonly Issue[];
  /** What was merged since it was last looked at. */
  readonly merged: MergeNote | undefined;
  /** Fields that got other keys when it was merged the last time. */
  readonly renamed: readonly Renamed[];
  readonly error: unknown;
  readonly change: (change: Change, name?: StepName) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly goTo: (steps: number) => void;
  /** Saves now; resolves when the server has what the page has, or cannot take it. */
  readonly save: () => Promise<Saving>;
  /** Takes what others saved; `by` is who did. */
  readonly pull: (by?: string) => Promise<void>;
  /** Keeps what others saved out while something is typed that belongs to what is there; until the answer is called. */
  readonly hold: () => () => void;
  readonly seenMerge: () => void;
}

export type DraftStore = StoreApi<DraftState>;

const wait = 700;
const kept = (app: string) => `formwork.draft.${app}`;

/** What this browser kept when the page closed before it could save. */
export function readKept(app: string): { readonly base: AppDocument; readonly mine: AppDocument } | undefined {
  try {
    const text = localStorage.getItem(kept(app));
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keep(app: string, base: AppDocument, mine: AppDocument) {
  try {
    localStorage.setItem(kept(app), JSON.stringify({ base, mine }));
  } catch {
    // A full store is no reason to stop editing; the server gets the document in a moment.
  }
}

export function createDraft(
  app: string,
  loaded: { readonly document: AppDocument; readonly version: string; readonly issues: readonly Issue[] },
): DraftStore {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<Saving> | undefined;
  let held = 0;
  let missed = false;
  const tellers = new Set<string>();
  /** What went to the server and was not answered; it may have arrived all the same. */
  let sent: AppDocument | undefined;

  const store = createStore<DraftState>()((set, get) => {
    const changed = (history: DraftState['history']) => {
      if (history.present === get().history.present) return;
      set({ history, saving: 'waiting' });
      keep(app, get().base, history.present);
      clearTimeout(timer);
      timer = setTimeout(() => void get().save(), wait);
    };
    /** Puts what others saved under everything that was done here. */
    const take = (document: AppDocument, version: string) => {
      const arrived = sent;
      sent = undefined;
      if (arrived !== undefined && same(arrived, document)) return set({ base: arrived, version });
      const { base, history, merged } = get();
      const renamed = twins(base, history.present, document, names);
      const mine = rebased(history, (each) => apart(each, base, renamed, names));
      const { taken, clashes } = mergeDocuments(base, mine.present, document, names);
      const next = rebased(mine, (each) => {
        const together = mergeDocuments(base, each, document, names).document;
        return same(together, document) ? document : together;
      });
      set({
        history: next,
        base: document,
        version,
        ...(renamed.length > 0 ? { renamed } : {}),
        ...(taken.length + clashes.length > 0
          ? {
              merged: {
                taken: [...(merged?.taken ?? []), ...taken],
                clashes: [...(merged?.clashes ?? []), ...clashes],
                by: [...new Set([...(merged?.by ?? []), ...tellers])],
              },
            }
          : {}),
      });
      tellers.clear();
    };
    const push = async (): Promise<Saving> => {
      for (let tries = 0; tries < 5; tries += 1) {
        const { history, version, base } = get();
        const document = history.present;
        if (document === base) {
          localStorage.removeItem(kept(app));
          return 'saved';
        }
        set({ saving: 'saving', error: undefined });
        sent = document;
        try {
          const saved = await putDraft(app, { document, version });
          sent = undefined;
          set({ base: document, version: saved.version, issues: saved.issues, savedAt: Date.now() });
          if (get().history.present === document) {
            localStorage.removeItem(kept(app));
            return 'saved';
          }
        } catch (error) {
          if (error instanceof ApiError && error.status === 412) {
            missed = held > 0;
            if (missed) return 'waiting';
            const theirs = await getDraft(app);
            take(theirs.document, theirs.version);
            continue;
          }
          set({ error });
          if (error instanceof ApiError && error.status === 422) {
            set({ issues: error.issues });
            return 'unfit';
          }
          return error instanceof ApiError && (error.status === 0 || error.status >= 500) ? 'offline' : 'refused';
        }
      }
      return 'waiting';
    };
    return {
      app,
      history: begin(loaded.document),
      base: loaded.document,
      version: loaded.version,
      saving: 'saved',
      savedAt: undefined,
      issues: loaded.issues,
      merged: undefined,
      renamed: [],
      error: undefined,
      change: (change, name) => {
        const { history } = get();
        const mark = name === undefined ? markOf(change) : undefined;
        const step = {
          name: name ?? nameOf(history.present, change),
          at: Date.now(),
          ...(mark === undefined ? {} : { mark }),
        };
        changed(done(history, edit(history.present, change, names), step));
      },
      undo: () => changed(undone(get().history)),
      redo: () => changed(redone(get().history)),
      goTo: (steps) => changed(wentTo(get().history, steps)),
      save: async () => {
        clearTimeout(timer);
        running ??= push()
          .catch((error: unknown): Saving => {
            set({ error });
            return 'offline';
          })
          .finally(() => {
            running = undefined;
          });
        const saving = await running;
        set({ saving });
        if (saving === 'offline' || saving === 'waiting') timer = setTimeout(() => void get().save(), 4000);
        return saving;
      },
      pull: async (by) => {
        if (by !== undefined) tellers.add(by);
        if (held > 0) {
          missed = true;
          return;
        }
        await running;
        const theirs = await getDraft(app);
        if (theirs.version === get().version) return;
        take(theirs.document, theirs.version);
        if (get().history.present !== get().base) await get().save();
      },
      hold: () => {
        held += 1;
        return () => {
          held -= 1;
          if (held > 0 || !missed) return;
          missed = false;
          void get().pull();
        };
      },
      seenMerge: () => set({ merged: undefined }),
    };
  });

  const left = readKept(app);
  if (left) {
    const { document } = mergeDocuments(left.base, left.mine, loaded.document, names);
    store.getState().change({ do: 'replace', document }, { key: 'restore', what: [], count: 1 });
  }
  return store;
}

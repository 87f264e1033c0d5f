/** What was done to a document, step by step: documents are kept, not inverse code. Pure. */

/** How many steps can be taken back. */
export const depth = 50;

export interface Step<S> {
  /** What was done, to be shown. */
  readonly name: S;
  /** Steps with the same mark in a row are one, while they follow each other closely. */
  readonly mark?: string;
  readonly at: number;
}

interface Kept<D, S> {
  readonly document: D;
  /** The step that led away from `document` (past), or to it (future). */
  readonly step: Step<S>;
}

export interface History<D, S> {
  /** Oldest first. */
  readonly past: readonly Kept<D, S>[];
  readonly present: D;
  /** Next first. */
  readonly future: readonly Kept<D, S>[];
}

export const begin = <D, S>(present: D): History<D, S> => ({ past: [], present, future: [] });

/** Typing on is one step until one pauses for so long, in milliseconds. */
const pause = 1500;

export function done<D, S>(history: History<D, S>, document: D, step: Step<S>): History<D, S> {
  if (document === history.present) return history;
  const last = history.past.at(-1);
  if (last && step.mark !== undefined && last.step.mark === step.mark && step.at - last.step.at < pause)
    return { past: [...history.past.slice(0, -1), { ...last, step }], present: document, future: [] };
  return { past: [...history.past, { document: history.present, step }].slice(-depth), present: document, future: [] };
}

export function undone<D, S>(history: History<D, S>): History<D, S> {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.document,
    future: [{ document: history.present, step: { ...last.step, mark: '' } }, ...history.future],
  };
}

export function redone<D, S>(history: History<D, S>): History<D, S> {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return {
    past: [...history.past, { document: history.present, step: next.step }],
    present: next.document,
    future: rest,
  };
}

/** Goes to the state after `steps` of the past, counted from the oldest kept; more than there are go into the future. */
export function wentTo<D, S>(history: History<D, S>, steps: number): History<D, S> {
  let next = history;
  while (next.past.length > steps) next = undone(next);
  while (next.past.length < steps && next.future.length > 0) next = redone(next);
  return next;
}

/** The same history on other documents, when somebody else's work is put under all of them. */
export function rebased<D, S>(history: History<D, S>, change: (document: D) => D): History<D, S> {
  const each = (kept: Kept<D, S>) => ({ ...kept, document: change(kept.document) });
  return { past: history.past.map(each), present: change(history.present), future: history.future.map(each) };
}

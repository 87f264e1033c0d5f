/** Two people changed one record: which fields both did, which only one of them, and what comes of a choice. Pure. */
import type { FormModel, Rec } from '../model/app';
import { fieldOf } from '../model/context';
import { computedKinds } from '../model/field';
import { differing, same } from './draft';
import type { Values } from './source';

export type Side = 'mine' | 'theirs';

export interface Clash {
  readonly key: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merge {
  /** Changed by both, to different values: somebody must choose. */
  readonly clashes: readonly Clash[];
  /** Changed by the other person only; taken as it is. */
  readonly theirs: readonly string[];
  /** Changed here only, or by both to the same; kept. */
  readonly mine: readonly string[];
}

/** What the server works out or notes by itself follows from a change and is none. */
const isComputed = (form: FormModel, key: string) => computedKinds.has(fieldOf(form, key)?.kind ?? 'text');

/** Compares `theirs` and what was typed (`changed` keys of `values`) with `base`, from which both began. */
export function mergeOf(form: FormModel, base: Rec, theirs: Rec, values: Values, changed: readonly string[]): Merge {
  const moved = new Set(differing(form, base, theirs).filter((key) => !isComputed(form, key)));
  const clashing = changed.filter((key) => moved.has(key) && !same(values[key], theirs[key]));
  return {
    clashes: clashing.map((key) => ({ key, base: base[key], mine: values[key], theirs: theirs[key] })),
    theirs: [...moved].filter((key) => !changed.includes(key)),
    mine: changed.filter((key) => !clashing.includes(key)),
  };
}

/** The keys whose typed value stays, when `choices` decide the clashes; a clash that nobody decided stays mine. */
export function keptOf(merge: Merge, choices: Readonly<Record<string, Side>>): readonly string[] {
  return [...merge.mine, ...merge.clashes.map(({ key }) => key).filter((key) => choices[key] !== 'theirs')];
}

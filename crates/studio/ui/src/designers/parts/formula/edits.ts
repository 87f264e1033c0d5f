/** What a key does to a formula: text and selection in, text and selection out. Pure. */
import type { Span } from './pieces';
import { halfWidth, isQuoted, tokensOf } from './tokens';

export interface Written {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"' };

export const replaced = ({ text, from, to }: Written, inserted: string, caret = inserted.length): Written => {
  const at = from + caret;
  return { text: text.slice(0, from) + inserted + text.slice(to), from: at, to: at };
};

/** Typed text: Chinese punctuation becomes that of formulas, brackets and quotes close themselves. */
export function typed(written: Written, data: string): Written {
  const { text, from, to } = written;
  const quoted = isQuoted(tokensOf(text), from);
  if (quoted?.kind === 'comment') return replaced(written, data);
  const inserted = halfWidth(data, quoted !== undefined);
  const after = text.charAt(to);
  if (from === to && inserted.length === 1) {
    // What closes is typed over; it was put there already.
    if (')]}'.includes(inserted) && after === inserted && !quoted) return { text, from: from + 1, to: from + 1 };
    if (inserted === '"' && quoted && after === '"') return { text, from: from + 1, to: from + 1 };
  }
  const partner = closing[inserted];
  if (partner && !quoted && (from !== to || !/[\w\p{L}"]/u.test(after))) {
    const inside = text.slice(from, to);
    return replaced(written, inserted + inside + partner, 1 + inside.length);
  }
  return replaced(written, inserted);
}

/** What a name that is shown as a chip covers; it is taken away as one. */
export type Chips = readonly Span[];

const lastOf = (text: string) => [...text].at(-1)?.length ?? 0;
const firstOf = (text: string) => [...text][0]?.length ?? 0;

/** Takes away the selection, or what stands before the caret: a chip, an empty pair, a character, a word. */
export function deletedBack(written: Written, chips: Chips, word: boolean): Written {
  const { text, from, to } = written;
  if (from !== to) return replaced(written, '');
  const chip = chips.find((each) => each.to === from);
  if (chip) return replaced({ text, from: chip.from, to: chip.to }, '');
  const before = text.charAt(from - 1);
  if (closing[before] !== undefined && closing[before] === text.charAt(from) && !word)
    return replaced({ text, from: from - 1, to: from + 1 }, '');
  const token = word ? tokensOf(text).findLast((each) => each.from < from) : undefined;
  return replaced({ text, from: token ? token.from : from - lastOf(text.slice(0, from)), to: from }, '');
}

export function deletedForward(written: Written, chips: Chips, word: boolean): Written {
  const { text, from, to } = written;
  if (from !== to) return replaced(written, '');
  const chip = chips.find((each) => each.from === from);
  if (chip) return replaced({ text, from: chip.from, to: chip.to }, '');
  const token = word ? tokensOf(text).find((each) => each.to > from) : undefined;
  return replaced({ text, from, to: token ? token.to : from + firstOf(text.slice(from)) }, '');
}

/** A formula that was composed by an input method, with its punctuation made that of formulas. */
export function composed(text: string, caret: number): Written {
  const plain = (part: string) =>
    tokensOf(part)
      .map((token) => (token.kind === 'other' ? halfWidth(token.text, false) : token.text))
      .join('');
  const at = plain(text.slice(0, caret)).length;
  return { text: plain(text), from: at, to: at };
}

/** Steps back and forth; typing in one go is one step. */
export interface History {
  readonly past: readonly Written[];
  readonly future: readonly Written[];
}

export const start: History = { past: [], future: [] };
const deepest = 100;

export function remember(history: History, before: Written, joins: boolean): History {
  const past = joins && history.past.length > 0 ? history.past : [...history.past, before].slice(-deepest);
  return { past, future: [] };
}

export function undo(history: History, now: Written): { readonly history: History; readonly written: Written } {
  const last = history.past.at(-1);
  if (!last) return { history, written: now };
  return { history: { past: history.past.slice(0, -1), future: [...history.future, now] }, written: last };
}

export function redo(history: History, now: Written): { readonly history: History; readonly written: Written } {
  const next = history.future.at(-1);
  if (!next) return { history, written: now };
  return { history: { past: [...history.past, now], future: history.future.slice(0, -1) }, written: next };
}

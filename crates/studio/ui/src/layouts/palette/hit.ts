/** What the search over everything offers, and how well a text answers what was typed. Pure. */
import type { ReactNode } from 'react';

export interface Hit {
  readonly key: string;
  readonly icon: ReactNode;
  readonly title: string;
  /** Where it is, or what it does. */
  readonly place?: string;
  go: () => void;
}

export interface Group {
  readonly key: 'recent' | 'commands' | 'create' | 'forms' | 'records';
  readonly hits: readonly Hit[];
}

/** How well `text` answers `wanted`: 0 not at all, more the earlier and the more of it. Every word must be found. */
export function score(text: string, wanted: string): number {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const held = text.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const at = held.indexOf(word);
    if (at < 0) return 0;
    const begins = at > 0 && /[\s·/-]/.test(held[at - 1] ?? '');
    sum += (at === 0 ? 3 : begins ? 2 : 1) + word.length / held.length;
  }
  return sum / words.length;
}

/** The hits that answer, best first; those that answer equally well keep their order. */
export function best(hits: readonly Hit[], wanted: string, most: number): readonly Hit[] {
  return hits
    .map((hit) => ({
      hit,
      value: Math.max(score(hit.title, wanted), score(`${hit.title} ${hit.place ?? ''}`, wanted) / 2),
    }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, most)
    .map(({ hit }) => hit);
}

/** The parts of `text`, each with whether it is one of the words typed. */
export function marked(text: string, wanted: string): readonly { readonly text: string; readonly on: boolean }[] {
  const words = wanted.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [{ text, on: false }];
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi');
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, on: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

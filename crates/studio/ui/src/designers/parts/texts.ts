/** Texts in several languages, edited one language at a time. Pure. */
import type { Text } from '../../model/field';

/** The words in one language; nothing when the text says nothing of it. */
export function textIn(text: Text | undefined, language: string): string {
  if (text === undefined) return '';
  return typeof text === 'string' ? text : (text[language] ?? '');
}

/** The text with `words` in `language`. One language alone is a plain string; a text without words is none. */
export function withText(text: Text | undefined, language: string, words: string, first: string): Text | undefined {
  const before: Readonly<Record<string, string>> =
    text === undefined ? {} : typeof text === 'string' ? { [first]: text } : text;
  const next = Object.fromEntries(
    Object.entries({ ...before, [language]: words }).filter(([, each]) => each.trim() !== ''),
  );
  const [only, ...more] = Object.entries(next);
  if (!only) return undefined;
  return more.length === 0 && only[0] === first ? only[1] : next;
}

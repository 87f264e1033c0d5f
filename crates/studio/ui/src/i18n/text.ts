/** Texts that come from a definition rather than from the catalogue. */
import i18next from 'i18next';
import { createContext, use } from 'react';
import type { Text } from '../model/field';

/** The words of `text` in `language`; falls back to zh-CN, then to any. */
export function words(text: Text | null | undefined, language: string): string {
  if (text === null || text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[language] ?? text['zh-CN'] ?? Object.values(text)[0] ?? '';
}

type Speak = (text: Text | null | undefined) => string;

/** The language of the screens. Cells by the hundred read it, each of which would else listen for its change. */
export const SpokenLanguage = createContext<string | undefined>(undefined);

const speakers = new Map<string, Speak>();

/** `words` in the current language, renewed when it changes. */
export function useWords(): Speak {
  const language = use(SpokenLanguage) ?? i18next.language;
  const known = speakers.get(language);
  if (known) return known;
  const speak: Speak = (text) => words(text, language);
  speakers.set(language, speak);
  return speak;
}

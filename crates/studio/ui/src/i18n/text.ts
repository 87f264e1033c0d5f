/** Texts that come from a definition rather than from the catalogue. */
import { useTranslation } from 'react-i18next';
import type { Text } from '../model/field';

/** The words of `text` in `language`; falls back to zh-CN, then to any. */
export function words(text: Text | null | undefined, language: string): string {
  if (text === null || text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[language] ?? text['zh-CN'] ?? Object.values(text)[0] ?? '';
}

/** `words` in the current language, renewed when it changes. */
export function useWords(): (text: Text | null | undefined) => string {
  const { i18n } = useTranslation();
  return (text) => words(text, i18n.language);
}

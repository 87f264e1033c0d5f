/** The sentence of a problem in the words of the draft. */
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { words } from '../../i18n/text';
import type { AppDocument } from '../form/document';
import { DesignContext } from './context';
import { inWords } from './issueWords';

type Said = Parameters<typeof inWords>[1];

export function useIssueWords(document: AppDocument): (issue: Said) => string {
  const { i18n } = useTranslation();
  const published = useContext(DesignContext)?.published;
  return (issue) => inWords(document, issue, (text) => words(text, i18n.language), published);
}

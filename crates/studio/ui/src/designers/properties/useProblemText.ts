/** A problem in words. */
import { useTranslation } from 'react-i18next';
import type { Problem } from './problems';

export function useProblemText(): (problem: Problem) => string {
  const { t } = useTranslation('panels');
  return ({ is, what }) => t(`problem.${is}`, { what: what ?? '' });
}

/** A condition read back in words. */
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/text';
import type { Reach } from '../scope';
import type { Group } from './model';
import { sentenceOf } from './sentence';
import { usePhrases } from './usePhrases';

export function Sentence({ reach, condition }: { readonly reach: Reach; readonly condition: Group }) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const phrases = usePhrases();
  const parts = sentenceOf(reach, condition, words, phrases);
  if (parts.length === 0) return null;
  return (
    <p className="condition-sentence">
      <span className="visually-hidden">{t('condition.readsAs')}</span>
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        part.strong ? <b key={index}>{part.text}</b> : <span key={index}>{part.text}</span>,
      )}
    </p>
  );
}

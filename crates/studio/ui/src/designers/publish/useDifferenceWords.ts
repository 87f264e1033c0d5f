/** What a difference says, with the words of the fields that it is about. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../api/apps';
import { useWords } from '../../i18n/text';
import { useDesigning, useDocument } from '../shell/context';
import { columnsOf, knowing, withFieldWords } from './named';

export function useDifferenceWords(differences: readonly Difference[] | undefined): (difference: Difference) => string {
  const { t, i18n } = useTranslation('apps');
  const words = useWords();
  const document = useDocument();
  const { published } = useDesigning();
  const known = useMemo(() => knowing(document, published, differences ?? []), [document, published, differences]);
  return (difference) => {
    const columns = columnsOf(known, difference, words);
    if (!columns) return withFieldWords(known, difference, words);
    const { view, added, removed } = columns;
    const list = (names: readonly string[]) =>
      new Intl.ListFormat(i18n.language).format(names.map((name) => t('publish.quoted', { name })));
    // The place in front of the sentence is the server's.
    const place = /^.*?[：:]\s*/.exec(difference.text)?.[0] ?? '';
    if (added.length === 0 && removed.length === 0) return place + t('publish.columnsMoved', { view });
    const less = removed.length > 0 ? [t('publish.columnsLess', { columns: list(removed) })] : [];
    const more = added.length > 0 ? [t('publish.columnsMore', { columns: list(added) })] : [];
    return place + t('publish.columns', { view, change: [...less, ...more].join(t('publish.pause')) });
  };
}

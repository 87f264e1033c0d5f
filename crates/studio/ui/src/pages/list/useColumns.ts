/** The columns of a table, with the fields that they show. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../api/directory';
import { useWords } from '../../i18n/text';
import type { FormModel } from '../../model/app';
import { type Column, resolveColumn } from '../../model/columns';
import { useApp } from '../../model/context';

/** The columns of a view as far as the caller may see them. */
export function useColumns(form: FormModel, paths: readonly string[]): readonly Column[] {
  const words = useWords();
  const { i18n } = useTranslation();
  const app = useApp();
  const { data: people } = useQuery(peopleQuery);
  const joined = paths.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  return useMemo(() => {
    const user = new Map(people?.map((person) => [person.id, person]));
    return joined.split(' ').flatMap((path) => resolveColumn(app, form, path, words, (id) => user.get(id)) ?? []);
  }, [app, form, joined, people, i18n.language]);
}

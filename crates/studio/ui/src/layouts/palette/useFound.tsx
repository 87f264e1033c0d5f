/** Records that hold what was typed, over every form that the person may read; the app one is in comes first. */
import { useQueries } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { answer, api } from '../../api/client';
import type { RecordPage } from '../../api/records';
import { Icon } from '../../components/icons';
import { useWords } from '../../i18n/text';
import type { AppModel } from '../../model/app';
import { titleOf } from '../../model/context';
import type { Hit } from './hit';

/** A search stops asking after so many forms; beyond that one looks in the list itself. */
const mostForms = 40;

export function useFound(apps: readonly AppModel[], q: string): { hits: readonly Hit[]; busy: boolean } {
  const words = useWords();
  const router = useRouter();
  const places = apps.flatMap((app) => Object.keys(app.forms).map((form) => ({ app, form }))).slice(0, mostForms);
  const found = useQueries({
    queries: (q === '' ? [] : places).map(({ app, form }) => ({
      queryKey: ['found', app.key, form, q],
      // What was typed on cancels the question before it.
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<RecordPage> =>
        answer(
          api.POST('/data/{app}/{form}/query', {
            params: { path: { app: app.key, form } },
            body: { q, limit: 5 },
            signal,
          }),
        ),
      retry: false,
      staleTime: 10_000,
    })),
  });
  const hits = places.flatMap(({ app, form }, index) =>
    (found[index]?.data?.items ?? []).map((record) => ({
      key: `${form} ${record.id}`,
      icon: <Icon name={app.forms[form]?.icon} />,
      title: titleOf(app.forms[form], record),
      place: apps.length > 1 ? `${words(app.label)} · ${words(app.forms[form]?.label)}` : words(app.forms[form]?.label),
      go: () => void router.navigate({ to: '/a/$app/$form/$id', params: { app: app.key, form, id: record.id } }),
    })),
  );
  return { hits, busy: found.some(({ isFetching }) => isFetching) };
}

/** The address of the list as values, and how to change it. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { ListSearch } from './search';

export interface ListPlace {
  readonly app: string;
  readonly form: string;
  readonly search: ListSearch;
  /** Changes parts of the address; undefined removes a part. A new record in the drawer is a step back for the browser, narrowing is not. */
  set: (part: { readonly [K in keyof ListSearch]?: ListSearch[K] | undefined }) => void;
}

export function useListPlace(): ListPlace {
  const { app, form } = useParams({ from: '/shell/a/$app/$form' });
  const search = useSearch({ from: '/shell/a/$app/$form' });
  const navigate = useNavigate({ from: '/a/$app/$form' });
  const set = useCallback<ListPlace['set']>(
    (part) => {
      const replace = !('record' in part) && !('view' in part);
      void navigate({
        search: (current: ListSearch) =>
          Object.fromEntries(
            Object.entries({ ...current, ...part }).filter(([, value]) => value !== undefined && value !== ''),
          ),
        replace,
      });
    },
    [navigate],
  );
  return useMemo(() => ({ app, form, search, set }), [app, form, search, set]);
}

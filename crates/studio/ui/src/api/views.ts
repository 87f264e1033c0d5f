/** Views that people keep: their own, and those they share with roles; and views that become part of the app. */
import { queryOptions } from '@tanstack/react-query';
import type { View } from '../model/app';
import { answer, api } from './client';
import type { components } from './schema';

/** What a view shows, without name and readers. */
export type ViewBody = Omit<View, 'key' | 'label'>;

type Schemas = components['schemas'];

export type SavedView = Omit<Schemas['SavedViewView'], 'view'> & { readonly view: ViewBody };
export type SavedViewDraft = Omit<Schemas['NewSavedView'], 'view'> & { readonly view: ViewBody };

export const savedViewsQuery = (app: string) =>
  queryOptions({
    queryKey: ['views', app],
    queryFn: async () => {
      const { items }: { readonly items: readonly unknown[] } = await answer(
        api.GET('/apps/{app}/views', { params: { path: { app } } }),
      );
      return items as readonly SavedView[];
    },
    staleTime: 60_000,
    retry: false,
  });

export const createView = (app: string, view: SavedViewDraft) =>
  answer(api.POST('/apps/{app}/views', { params: { path: { app } }, body: view as never }));

export const changeView = (app: string, { id, version }: SavedView, change: Partial<SavedViewDraft>) =>
  answer(
    api.PATCH('/apps/{app}/views/{id}', {
      params: { path: { app, id } },
      headers: { 'If-Match': `"${version}"` },
      body: change as never,
    }),
  );

export const deleteView = (app: string, id: string) =>
  api.DELETE('/apps/{app}/views/{id}', { params: { path: { app, id } } });

interface DraftForm {
  readonly key: string;
  readonly views?: readonly View[];
  readonly [property: string]: unknown;
}
interface Draft {
  readonly forms: readonly DraftForm[] | Readonly<Record<string, DraftForm>>;
  readonly [property: string]: unknown;
}

/** Puts a view into the app's draft, in place of one with the same key; it is in force when somebody publishes. */
export async function saveToApp(app: string, form: string, view: View): Promise<void> {
  const params = { path: { app } };
  const { data, response } = await api.GET('/apps/{app}/draft', { params });
  const draft: unknown = data;
  const etag = response.headers.get('ETag');
  await api.PUT('/apps/{app}/draft', {
    params,
    ...(etag ? { headers: { 'If-Match': etag } } : {}),
    body: withView(draft as Draft, form, view) as never,
  });
}

/** The draft with the view in the form. */
function withView<D extends Draft>(draft: D, form: string, view: View): D {
  const change = (one: DraftForm): DraftForm => {
    const views = one.views ?? [];
    const at = views.findIndex(({ key }) => key === view.key);
    return { ...one, views: at < 0 ? [...views, view] : views.with(at, view) };
  };
  const forms = Array.isArray(draft.forms)
    ? draft.forms.map((one: DraftForm) => (one.key === form ? change(one) : one))
    : Object.fromEntries(Object.entries(draft.forms).map(([key, one]) => [key, key === form ? change(one) : one]));
  return { ...draft, forms };
}

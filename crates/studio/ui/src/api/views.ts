/** Views that people keep: their own, and those they share with roles; and views that become part of the app. */
import { queryOptions } from '@tanstack/react-query';
import { currentLanguage } from '../i18n';
import type { View } from '../model/app';
import type { Text } from '../model/field';
import { refusal } from './client';

/** What a view shows, without name and readers. */
export type ViewBody = Omit<View, 'key' | 'label'>;

export interface SavedView {
  readonly id: string;
  readonly form: string;
  readonly label: Text;
  readonly view: ViewBody;
  /** Who sees it; nobody but its owner when empty. */
  readonly roles: readonly string[];
  /** Opened first, by its owner or by its roles. */
  readonly default: boolean;
  readonly owner: string;
  readonly mine: boolean;
  readonly version: number;
}

export type SavedViewDraft = Pick<SavedView, 'form' | 'label' | 'view' | 'roles' | 'default'>;

async function call<T>(
  address: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetch(`/api/v1/apps/${address}`, {
    method,
    headers: {
      'Accept-Language': currentLanguage(),
      'X-Formwork': '1',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await refusal(response);
  return response.status === 204 ? (undefined as T) : response.json();
}

export const savedViewsQuery = (app: string) =>
  queryOptions({
    queryKey: ['views', app],
    queryFn: async () => (await call<{ items: readonly SavedView[] }>(`${app}/views`, 'GET')).items,
    staleTime: 60_000,
    retry: false,
  });

export const createView = (app: string, view: SavedViewDraft) => call<SavedView>(`${app}/views`, 'POST', view);

export const changeView = (app: string, { id, version }: SavedView, change: Partial<SavedViewDraft>) =>
  call<SavedView>(`${app}/views/${id}`, 'PATCH', change, { 'If-Match': `"${version}"` });

export const deleteView = (app: string, id: string) => call<void>(`${app}/views/${id}`, 'DELETE');

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
  const address = `/api/v1/apps/${app}/draft`;
  const response = await fetch(address, { headers: { 'Accept-Language': currentLanguage(), 'X-Formwork': '1' } });
  if (!response.ok) throw await refusal(response);
  const draft: Draft = await response.json();
  const etag = response.headers.get('ETag');
  await call(`${app}/draft`, 'PUT', withView(draft, form, view), etag ? { 'If-Match': etag } : {});
}

/** The draft with the view in the form. */
export function withView<D extends Draft>(draft: D, form: string, view: View): D {
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

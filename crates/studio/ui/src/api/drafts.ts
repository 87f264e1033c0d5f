/** The draft of an app: the definition being edited, what is wrong with it, and who else edits it. */
import type { AppDocument } from '../designers/form/document';
import type { AppModel } from '../model/app';
import { answer, api } from './client';
import type { Issue } from './errors';
import type { components } from './schema';

export interface Draft {
  readonly document: AppDocument;
  /** As `If-Match` wants it. */
  readonly version: string;
}

const versionOf = (response: Response) => (response.headers.get('ETag') ?? '').replace(/^W\/|"/g, '');

export async function getDraft(app: string): Promise<Draft> {
  const { data, response } = await api.GET('/apps/{app}/draft', { params: { path: { app } } });
  return { document: complete(data), version: versionOf(response) };
}

/** Saves `document` if the draft still has `version`; the issues of the document, and the new version. */
export async function putDraft(app: string, { document, version }: Draft) {
  const { data, response } = await api.PUT('/apps/{app}/draft', {
    params: { path: { app } },
    headers: { 'If-Match': `"${version}"` },
    body: document as never,
  });
  return { issues: (data?.issues ?? []) as readonly Issue[], version: versionOf(response) };
}

/** What is wrong with a definition. */
export async function checkDraft(app: string, document: AppDocument | null): Promise<readonly Issue[]> {
  const { issues } = await answer(
    api.POST('/apps/{app}/check', { params: { path: { app } }, body: document as never }),
  );
  return issues as readonly Issue[];
}

/** The draft as people with `roles` would see it. */
export async function previewDraft(app: string, document: AppDocument, roles: readonly string[]): Promise<AppModel> {
  const model: unknown = await answer(
    api.POST('/apps/{app}/draft/preview', {
      params: { path: { app } },
      body: { app: document as never, roles: [...roles] },
    }),
  );
  return model as AppModel;
}

export type Present = components['schemas']['PresentPerson'];

/** Says that the caller is at `place` of the app's designer; answers who else is there. */
export async function bePresent(app: string, place: string): Promise<readonly Present[]> {
  const { people } = await answer(api.PUT('/apps/{app}/presence', { params: { path: { app } }, body: { place } }));
  return people;
}

/** Says so even while the page is being closed. */
export const leavePresence = (app: string) =>
  api.DELETE('/apps/{app}/presence', { params: { path: { app } }, keepalive: true });

/** Parts that the server leaves out when they are empty. */
function complete(data: unknown): AppDocument {
  return { options: {}, forms: {}, roles: {}, ...(data as Partial<AppDocument>) } as AppDocument;
}

/** How many records have something in a field; of a sub-table, in a row of it. */
export async function countFilled(
  app: string,
  form: string,
  table: string | undefined,
  field: string,
): Promise<number> {
  const filled = { field, op: 'is_set' };
  const { items } = await answer(
    api.POST('/data/{app}/{form}/aggregate', {
      params: { path: { app, form } },
      body: {
        where: table === undefined ? filled : { some: table, where: filled },
        measures: { n: { count: '*' } },
      } as never,
    }),
  );
  return Number((items[0] as { readonly n?: number | string } | undefined)?.n ?? 0);
}

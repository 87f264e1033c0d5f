/** Beginning apps: the templates of the program, empty apps, and whole definitions. */
import { queryOptions } from '@tanstack/react-query';
import type { AppDocument } from '../designers/form/document';
import { currentLanguage } from '../i18n';
import type { Text } from '../model/field';
import { answer, api, refusal } from './client';
import { throughSession } from './gate';
import type { components } from './schema';

type Schemas = components['schemas'];

/** The document knows names only as objects. */
export type Template = Omit<Schemas['TemplateView'], 'label' | 'description' | 'forms' | 'roles'> & {
  readonly label: Text;
  readonly description?: Text | null;
  readonly forms: readonly (Omit<Schemas['TemplateForm'], 'label'> & { readonly label: Text })[];
  readonly roles: readonly Text[];
};
export type Begun = Schemas['Imported'];
export type Blank = Omit<Schemas['Blank'], 'label'> & { readonly label: Text };

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async () => {
    const { items }: { readonly items: readonly unknown[] } = await answer(api.GET('/templates'));
    return items as readonly Template[];
  },
  staleTime: Number.POSITIVE_INFINITY,
});

const begin = (body: object) => answer(api.POST('/apps', { body: body as Schemas['NewApp'] }));

export const beginFromTemplate = (template: string, key: string, label: Text) => begin({ template, key, label });

export const beginBlank = (blank: Blank) => begin({ blank });

/** Publishes a whole definition as a new app. */
export const beginWith = (document: AppDocument) => begin(document);

/** Imports a package: a zip, or the packed definition as JSON. */
export async function importPackage(file: File): Promise<Begun> {
  const request: RequestInit = {
    method: 'POST',
    headers: {
      'Accept-Language': currentLanguage(),
      'X-Formwork': '1',
      'Content-Type': /\.json$/i.test(file.name) ? 'application/json' : 'application/zip',
    },
    body: file,
  };
  const response = await throughSession('/api/v1/apps', () => fetch('/api/v1/apps', request));
  if (!response.ok) throw await refusal(response);
  return response.json();
}

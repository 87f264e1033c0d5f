/** Beginning apps: the templates of the program, empty apps, and whole definitions. */
import { queryOptions } from '@tanstack/react-query';
import type { AppDocument } from '../designers/form/document';
import { currentLanguage } from '../i18n';
import type { Text } from '../model/field';
import { call } from './call';
import { refusal } from './client';

export interface TemplateForm {
  readonly key: string;
  readonly label: Text;
  readonly icon?: string | null;
  readonly fields: number;
  readonly views: readonly string[];
}

export interface Template {
  readonly key: string;
  readonly label: Text;
  readonly description?: Text | null;
  readonly icon?: string | null;
  readonly colour?: string | null;
  readonly forms: readonly TemplateForm[];
  readonly roles: readonly Text[];
}

export interface Begun {
  readonly app: string;
  readonly release: number;
  readonly records: Readonly<Record<string, number>>;
}

export interface Blank {
  readonly key: string;
  readonly label: Text;
  readonly icon?: string;
  readonly colour?: string;
}

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async () => (await call<{ items: readonly Template[] }>('GET', 'templates')).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const beginFromTemplate = (template: string, key: string, label: Text): Promise<Begun> =>
  call('POST', 'apps', { template, key, label });

export const beginBlank = (blank: Blank): Promise<Begun> => call('POST', 'apps', { blank });

/** Publishes a whole definition as a new app. */
export const beginWith = (document: AppDocument): Promise<Begun> => call('POST', 'apps', document);

/** Imports a package: a zip, or the packed definition as JSON. */
export async function importPackage(file: File): Promise<Begun> {
  const response = await fetch('/api/v1/apps', {
    method: 'POST',
    headers: {
      'Accept-Language': currentLanguage(),
      'X-Formwork': '1',
      'Content-Type': /\.json$/i.test(file.name) ? 'application/json' : 'application/zip',
    },
    body: file,
  });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** Spreadsheets: what is in a file, and bringing its rows in. */
import { currentLanguage } from '../i18n';
import type { Kind } from '../model/field';
import { answer, api, refusal } from './client';
import type { Issue } from './errors';
import { throughSession } from './gate';
import type { components } from './schema';

type Schemas = components['schemas'];

export type SheetColumn = Omit<Schemas['SheetColumn'], 'kind' | 'properties'> & {
  readonly kind: Kind;
  readonly properties: Readonly<Record<string, unknown>>;
};
export type Sheet = Omit<Schemas['SheetView'], 'columns'> & { readonly columns: readonly SheetColumn[] };
export type SheetFile = Omit<Schemas['SheetFile'], 'sheets'> & { readonly sheets: readonly Sheet[] };
export type ImportRequest = Schemas['ImportRequest'];
export type RejectedRow = Omit<Schemas['RejectedRow'], 'issues'> & { readonly issues: readonly Issue[] };

export async function readSheets(file: File): Promise<SheetFile> {
  const request: RequestInit = {
    method: 'POST',
    headers: {
      'Accept-Language': currentLanguage(),
      'X-Formwork': '1',
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
    body: file,
  };
  const response = await throughSession('/api/v1/sheets', () => fetch('/api/v1/sheets', request));
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** The same file with the names of the columns in another row; 0 when there are none. */
export async function readAgain(file: string, headerRow: number): Promise<SheetFile> {
  const read: unknown = await answer(
    api.GET('/sheets/{id}', { params: { path: { id: file }, query: { header_row: headerRow } } }),
  );
  return read as SheetFile;
}

/** Creates records of rows; sent again under the same key, it creates none twice. */
export const importRows = (app: string, form: string, request: ImportRequest, key: string) =>
  answer(
    api.POST('/data/{app}/{form}/import', {
      params: { path: { app, form }, header: { 'Idempotency-Key': key } },
      body: request,
    }),
  );

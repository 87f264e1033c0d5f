/** Spreadsheets: what is in a file, and bringing its rows in. */
import { currentLanguage } from '../i18n';
import type { Kind } from '../model/field';
import { call } from './call';
import { refusal } from './client';
import type { Issue } from './errors';

export interface CellProblem {
  readonly row: number;
  readonly value: string;
}

export interface SheetColumn {
  readonly index: number;
  readonly header: string;
  readonly key: string;
  readonly kind: Kind;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly samples: readonly string[];
  readonly values: readonly string[];
  readonly empty: number;
  readonly distinct: number;
  readonly problems: readonly CellProblem[];
  readonly problem_count: number;
}

export interface Sheet {
  readonly name: string;
  readonly rows: number;
  readonly header_row: number | null;
  readonly title: string | null;
  readonly columns: readonly SheetColumn[];
}

export interface SheetFile {
  readonly file: { readonly id: string; readonly name: string; readonly size: number };
  readonly sheets: readonly Sheet[];
}

export interface ImportRequest {
  readonly file: string;
  readonly sheet: string;
  readonly header_row: number | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly dry_run?: boolean;
  readonly from?: number;
  readonly limit?: number;
  readonly rows?: readonly number[];
  readonly cells?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface RejectedRow {
  readonly row: number;
  readonly issues: readonly Issue[];
  readonly cells: Readonly<Record<string, string>>;
}

export interface Imports {
  readonly rows: number;
  readonly created: number;
  readonly rejected: readonly RejectedRow[];
  readonly rejected_count: number;
  readonly next_row: number | null;
}

export async function readSheets(file: File): Promise<SheetFile> {
  const response = await fetch('/api/v1/sheets', {
    method: 'POST',
    headers: {
      'Accept-Language': currentLanguage(),
      'X-Formwork': '1',
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
    body: file,
  });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** The same file with the names of the columns in another row; 0 when there are none. */
export const readAgain = (file: string, headerRow: number): Promise<SheetFile> =>
  call('GET', `sheets/${file}?header_row=${headerRow}`);

export const importRows = (app: string, form: string, request: ImportRequest): Promise<Imports> =>
  call('POST', `data/${app}/${form}/import`, request);

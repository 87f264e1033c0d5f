/** A list as a CSV file: what is shown, in its order, with cells that no spreadsheet runs as formulas. */
import { type Place, queryRecords } from '../../api/records';
import type { Rec } from '../../model/app';
import type { Column } from '../../model/columns';
import type { Names } from '../../table/names';
import { csvLine } from '../../table/sheet';
import { textOf } from '../../table/text';
import type { Body } from './rows';

interface Export {
  readonly place: Place;
  readonly body: Body;
  readonly columns: readonly Column[];
  namesFor: (records: readonly Rec[]) => Names;
  onProgress: (records: number) => void;
  readonly signal: AbortSignal;
}

/** The parts of the file, page by page. Begins with the mark by which spreadsheets know UTF-8. */
export async function csvOf({ place, body, columns, namesFor, onProgress, signal }: Export): Promise<Blob> {
  const parts = ['\uFEFF', csvLine(columns.map(({ label }) => label))];
  let cursor: string | undefined;
  let count = 0;
  do {
    signal.throwIfAborted();
    const page = await queryRecords(place, { ...body, limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    const names = namesFor(page.items);
    for (const record of page.items)
      parts.push(csvLine(columns.map(({ field, holder }) => textOf(field, holder(record)?.[field.key], names))));
    count += page.items.length;
    onProgress(count);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return new Blob(parts, { type: 'text/csv' });
}

/** Hands a file to the person. */
export function download(file: Blob, name: string) {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name.replace(/[\\/:*?"<>|]/g, ' ');
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

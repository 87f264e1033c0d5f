/** Cells as text: tab-separated as spreadsheets copy and paste them, and comma-separated for files; pure. */

export type Sheet = readonly (readonly string[])[];

/** What a spreadsheet put on the clipboard. A quoted cell may hold tabs and line breaks; a quote inside is doubled. */
export function readSheet(text: string): Sheet {
  const lines: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '' && closes(text, at)) quoted = true;
    else if (char === '\t') {
      lines.at(-1)?.push(cell);
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at += 1;
      lines.at(-1)?.push(cell);
      cell = '';
      if (at < text.length - 1) lines.push([]);
    } else cell += char;
  }
  if (cell !== '' || !/[\r\n]$/.test(text)) lines.at(-1)?.push(cell);
  return lines;
}

/** Whether the quote at `start` has a partner before a tab, a line break or the end; otherwise it is just a quote. */
function closes(text: string, start: number): boolean {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at += 1;
    else return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1] ?? '');
  }
  return false;
}

/** Cells for the clipboard. */
export function writeSheet(lines: Sheet): string {
  const cell = (text: string) => (/[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((line) => line.map(cell).join('\t')).join('\r\n');
}

const number = /^-?[\d,]*\.?\d+%?$/;

/** A line of a CSV file. A text that a spreadsheet would run as a formula gets a quote before it. */
export function csvLine(cells: readonly string[]): string {
  const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) && !number.test(text) ? `'${text}` : text);
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${cells.map((text) => cell(safe(text))).join(',')}\r\n`;
}

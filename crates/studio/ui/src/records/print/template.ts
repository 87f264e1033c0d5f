/** A print template with its rows written out: HTML with a numbered place for each value. Pure. */

export interface Slot {
  /** Field by field over links. */
  readonly path: readonly string[];
  /** The sub-table and the row in it, inside a part that rows repeat; a field inside a part that is there while it is filled. */
  readonly row?: { readonly table: string; readonly index: number };
}

export interface Laid {
  /** Each value is `<span data-slot="n"></span>`. */
  readonly html: string;
  readonly slots: readonly Slot[];
}

const name = '[a-z][a-z0-9_]*';
/** Marks that a rich text editor put into the first and the last cell of a row mean the whole row. */
const inCells = new RegExp(
  `(<tr\\b[^>]*>(?:(?!</?tr\\b)[\\s\\S])*?)\\{\\{\\s*#\\s*(${name})\\s*\\}\\}((?:(?!</?tr\\b)[\\s\\S])*?)\\{\\{\\s*/\\s*\\2\\s*\\}\\}((?:(?!</?tr\\b)[\\s\\S])*?</tr>)`,
  'g',
);
const repeated = new RegExp(`\\{\\{\\s*#\\s*(${name})\\s*\\}\\}([\\s\\S]*?)\\{\\{\\s*/\\s*\\1\\s*\\}\\}`, 'g');
const value = new RegExp(`\\{\\{\\s*(${name}(?:\\.${name})*)\\s*\\}\\}`, 'g');

/** Lays `body` out, each part as often as `times` says: once for every row of its sub-table, or once or never. */
export function layOut(body: string, times: (part: string) => number): Laid {
  const slots: Slot[] = [];
  const fill = (html: string, row?: Slot['row']) =>
    html.replace(value, (_, path: string) => {
      slots.push({ path: path.split('.'), ...(row ? { row } : {}) });
      return `<span data-slot="${slots.length - 1}"></span>`;
    });
  const hoisted = body.replace(inCells, (_, before: string, table: string, inner: string, after: string) =>
    [`{{#${table}}}`, before, inner, after, `{{/${table}}}`].join(''),
  );
  let html = '';
  let at = 0;
  for (const match of hoisted.matchAll(repeated)) {
    const [whole, table = '', inner = ''] = match;
    html += fill(hoisted.slice(at, match.index));
    for (let index = 0; index < times(table); index += 1) html += fill(inner, { table, index });
    at = match.index + whole.length;
  }
  return { html: html + fill(hoisted.slice(at)), slots };
}

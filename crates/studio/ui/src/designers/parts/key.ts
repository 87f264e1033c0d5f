/** Keys from labels: ASCII is transliterated, everything else falls back to the kind and a number. Pure. */
import type { Text } from '../../model/field';

const longest = 63;

/** Names that a formula or a record already uses. */
const reserved: ReadonlySet<string> = new Set([
  ...['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'owner', 'expanded', 'me', 'old'],
  ...['cmax', 'cmin', 'ctid', 'oid', 'rowid', 'tableoid', 'xmax', 'xmin'],
  ...['if', 'else', 'in', 'is', 'true', 'false', 'null', 'let', 'const', 'fn', 'for', 'while', 'do', 'loop', 'until'],
  ...['return', 'throw', 'break', 'continue', 'switch', 'case', 'default', 'import', 'export', 'as', 'try', 'catch'],
  ...['this', 'global', 'private', 'public', 'static', 'shared', 'with', 'match', 'new', 'use', 'module', 'package'],
  ...['go', 'sync', 'async', 'await', 'yield', 'spawn', 'thread', 'super', 'void', 'var', 'exit', 'goto', 'unless'],
]);

export const isKey = (text: string) => /^[a-z][a-z0-9_]{0,62}$/.test(text);
export const isOptionKey = (text: string) => /^[A-Za-z0-9_-]{1,64}$/.test(text);
export const isReserved = (key: string) => reserved.has(key) || key.startsWith('fw_');

/** The Latin letters and digits of a text as `snake_case`; empty when it has none. */
export function latin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, longest)
    .replace(/_+$/, '');
}

/** A text that a key may be made of: English first, since it usually is ASCII. */
function candidates(label: Text | undefined): readonly string[] {
  if (label === undefined) return [];
  return typeof label === 'string' ? [label] : [label.en ?? '', ...Object.values(label)];
}

/** A text made of Han mostly says nothing in its few Latin letters. */
const tellsEnough = (text: string, key: string) => key.length > 1 && !/\p{Script=Han}/u.test(text);

/** A free key for `label`; `stem` (a kind) and a number when the label has no Latin letters. */
export function keyFrom(label: Text | undefined, stem: string, taken: (key: string) => boolean): string {
  const free = (key: string) => !taken(key) && !isReserved(key);
  for (const text of candidates(label)) {
    const key = latin(text);
    if (!tellsEnough(text, key)) continue;
    if (free(key)) return key;
    return numbered(key, 2, free);
  }
  return numbered(stem, 1, free);
}

function numbered(stem: string, first: number, free: (key: string) => boolean): string {
  for (let n = first; ; n += 1) {
    const tail = `_${n}`;
    const key = stem.slice(0, longest - tail.length) + tail;
    if (free(key)) return key;
  }
}

/** The key that records were stored under, for a field that is given another one; nothing when it was never published. */
export function publishedKey(
  field: { readonly key: string; readonly was?: string },
  isPublished: (key: string) => boolean,
): string | undefined {
  return field.was ?? (isPublished(field.key) ? field.key : undefined);
}

/** Whether a key says no more than its kind: such a key may follow the label. */
export const isGenerated = (key: string, kind: string) => new RegExp(`^${kind}_\\d+$`).test(key);

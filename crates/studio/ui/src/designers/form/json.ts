/** A form as JSON text: reading what was typed, and finding the line of a place in it. Pure. */
import type { FormDoc } from './document';

export type Read =
  | { readonly form: FormDoc }
  | { readonly line: number; readonly message: string }
  | { readonly missing: string }
  | { readonly otherKey: true };

export const written = (form: FormDoc) => JSON.stringify(form, null, 2);

/** The line at which a text stops being JSON: that of the first token that cannot stand where it does. */
function lineOf(text: string): number {
  const token = /\s*(?:([{}[\]:,])|("(?:[^"\\\r\n\t]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null))/y;
  const open: string[] = [];
  let wants: 'value' | 'name' | 'colon' | 'next' | 'end' = 'value';
  let at = 0;
  const isRight = (sign: string | undefined, string: string | undefined): boolean => {
    const inside = open.at(-1);
    if (wants === 'colon') return sign === ':';
    if (wants === 'next') return sign === ',' || sign === (inside === '{' ? '}' : ']');
    if (wants === 'name') return string !== undefined || sign === '}';
    return (
      wants === 'value' && (sign === undefined || sign === '{' || sign === '[' || (sign === ']' && inside === '['))
    );
  };
  while (at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found || !isRight(found[1], found[2])) break;
    at = token.lastIndex;
    const sign = found[1];
    if (sign === '{' || sign === '[') {
      open.push(sign);
      wants = sign === '{' ? 'name' : 'value';
    } else if (sign === '}' || sign === ']') {
      open.pop();
      wants = open.length === 0 ? 'end' : 'next';
    } else if (sign === ',') wants = open.at(-1) === '{' ? 'name' : 'value';
    else if (sign === ':') wants = 'value';
    else if (wants === 'name') wants = 'colon';
    else wants = open.length === 0 ? 'end' : 'next';
  }
  const blank = /\s*/y;
  blank.lastIndex = at;
  const start = at + (blank.exec(text)?.[0].length ?? 0);
  return text.slice(0, Math.min(start, text.trimEnd().length)).split('\n').length;
}

const needed = ['format', 'key', 'label', 'title', 'fields'] as const;

/** Reads a form. What is odd but of the right shape is left to the checker. */
export function read(text: string, key: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { line: lineOf(text), message };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { missing: 'fields' };
  const missing = needed.find((name) => !(name in value));
  if (missing !== undefined) return { missing };
  const form = value as FormDoc;
  const whole = (fields: unknown): boolean =>
    Array.isArray(fields) &&
    fields.every(
      (field) =>
        typeof field?.key === 'string' &&
        typeof field.kind === 'string' &&
        (field.fields === undefined || whole(field.fields)),
    );
  if (!whole(form.fields) || form.fields.length === 0) return { missing: 'fields[].key, fields[].kind' };
  if (form.layout !== undefined && !laidOut(form.layout)) return { missing: 'layout[].rows' };
  return form.key === key ? { form } : { otherKey: true };
}

function laidOut(layout: unknown): boolean {
  const rows = (value: unknown): boolean =>
    Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every((key) => typeof key === 'string'));
  return (
    Array.isArray(layout) &&
    layout.every((block) =>
      'tab' in block
        ? (block.rows === undefined || rows(block.rows)) && (block.sections === undefined || laidOut(block.sections))
        : rows(block.rows),
    )
  );
}

/** The line (from 1) where the value at `pointer` (`/fields/3/form`) begins in JSON that `written` wrote. */
export function lineAt(text: string, pointer: readonly string[]): number | undefined {
  const marks = places(text);
  for (let length = pointer.length; length >= 0; length -= 1) {
    const at = marks.get(pointer.slice(0, length).join('/'));
    if (at !== undefined) return text.slice(0, at).split('\n').length;
  }
  return undefined;
}

/** Where each value of a JSON text begins, by its path. */
function places(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let at = 0;
  const blank = () => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  const string = (): string => {
    const start = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    return text.slice(start + 1, at - 1);
  };
  const list = (close: string, item: (index: number) => void) => {
    at += 1;
    for (let index = 0; at < text.length; index += 1) {
      blank();
      if (text[at] === close) {
        at += 1;
        return;
      }
      item(index);
      blank();
      if (text[at] === ',') at += 1;
    }
  };
  const value = (path: readonly string[]) => {
    blank();
    found.set(path.join('/'), at);
    if (text[at] === '{')
      list('}', () => {
        const start = at;
        const name = string();
        blank();
        at += 1;
        value([...path, name]);
        found.set([...path, name].join('/'), start);
      });
    else if (text[at] === '[') list(']', (index) => value([...path, String(index)]));
    else if (text[at] === '"') string();
    else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at += 1;
  };
  value([]);
  return found;
}

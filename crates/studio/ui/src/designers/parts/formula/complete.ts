/** What may come next in a formula: fields, over links, functions, words, and the options of the field that is compared. Pure. */
import type { CatalogueEntry } from '../../../api/designing';
import type { Option } from '../../../model/field';
import type { FieldDoc } from '../../form/document';
import {
  flatOptions,
  formFields,
  meFields,
  namedFields,
  optionsOfField,
  type Reach,
  resolve,
  tablesOf,
  targetOf,
  type Words,
} from '../scope';
import { fittingAt } from './fitting';
import { rowFieldsOf } from './rows';
import { isQuoted, type Token, tokensOf } from './tokens';

export type Suggestion = {
  /** What stands in the text instead of `from` to `to`. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  /** Where the caret goes, counted from `from`. */
  readonly caret: number;
  readonly label: string;
} & (
  | { readonly is: 'field'; readonly field: FieldDoc; readonly leads: boolean }
  | { readonly is: 'function'; readonly entry: CatalogueEntry }
  | { readonly is: 'option'; readonly option: Option }
  | { readonly is: 'word' }
);

/** What is typed at the caret: letters of any script, digits and dots. */
const fragment = /[\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}\p{N}_]*)*$/u;

const words = ['me', 'true', 'false', 'if'] as const;
const longest = 60;

/** How well a name fits what was typed; 0 is not at all. */
export function likeness(typed: string, key: string, label: string): number {
  if (typed === '') return 1;
  const [small, smallKey, smallLabel] = [typed, key, label].map((text) => text.toLowerCase()) as [
    string,
    string,
    string,
  ];
  if (smallKey === small || smallLabel === small) return 5;
  if (smallKey.startsWith(small) || smallLabel.startsWith(small)) return 4;
  if (smallLabel.includes(small)) return 3;
  if (smallKey.includes(small)) return 2;
  return 0;
}

function best<T extends Suggestion>(all: readonly (readonly [number, T])[]): readonly T[] {
  return all
    .filter(([score]) => score > 0)
    .toSorted(([a], [b]) => b - a)
    .slice(0, longest)
    .map(([, suggestion]) => suggestion);
}

/** The fields that may follow `path.`; nothing when the path leads nowhere. */
function fieldsBehind(reach: Reach, path: string): readonly FieldDoc[] {
  if (path === 'me') return meFields;
  if (path === 'old') return reach.old ? formFields(reach.document, reach.form) : [];
  const bare = path.startsWith('me.') || path.startsWith('old.') ? path.slice(path.indexOf('.') + 1) : path;
  const from: Reach = path.startsWith('me.') ? { document: reach.document, form: 'user' } : reach;
  const rows = rowFieldsOf(reach, bare);
  if (rows) return rows;
  const end = resolve(from, bare)?.end;
  const target = end && targetOf(end);
  return target === undefined ? [] : formFields(reach.document, target);
}

const isComparing = (token: Token | undefined) =>
  token !== undefined && (['==', '!='].includes(token.text) || token.text === '[' || token.kind === 'comma');

/** The field that a text at `at` is compared with: `stage == "…"`, `stage in ["…", "…"]`. */
function compared(reach: Reach, tokens: readonly Token[], at: number): FieldDoc | undefined {
  const before = tokens.filter(({ kind, to }) => kind !== 'space' && to <= at);
  if (!isComparing(before.at(-1))) return undefined;
  const path = before.findLast(({ kind }) => kind === 'path' || kind === 'call');
  return path?.kind === 'path' ? resolve(reach, path.text.replace(/\s/g, ''))?.end : undefined;
}

/** Suggestions at the caret; all that there is when `asked` for by key though nothing is typed. */
export function suggest(
  text: string,
  caret: number,
  reach: Reach,
  catalogue: readonly CatalogueEntry[],
  say: Words,
  asked: boolean,
): readonly Suggestion[] {
  const tokens = tokensOf(text);
  const quoted = isQuoted(tokens, caret);
  if (quoted) return quoted.kind === 'text' ? options(reach, tokens, quoted, caret, say) : [];
  const typed = fragment.exec(text.slice(0, caret))?.[0] ?? '';
  if (/^\d/.test(typed) || (typed === '' && !asked)) return [];
  const parts = typed.split('.').map((part) => part.trim());
  const last = parts.at(-1) ?? '';
  const from = caret - (/[\p{L}\p{N}_]*$/u.exec(typed)?.[0].length ?? 0);
  const tail = /^\w*/.exec(text.slice(caret))?.[0].length ?? 0;
  const place = { from, to: caret + tail };
  const done = (all: readonly Suggestion[]) =>
    !asked && all.length === 1 && all[0]?.insert === text.slice(from, place.to) ? [] : all;
  const fits = fittingAt(tokens, from, catalogue);
  const offered = (all: readonly FieldDoc[]) => fields(all, last, place, say, fits);
  if (parts.length > 1) return done(best(offered(fieldsBehind(reach, parts.slice(0, -1).join('.')))));
  const known = namedFields(reach);
  const plain = reach.old ? [...words, 'old'] : words;
  return done(
    best<Suggestion>([
      ...offered(known),
      ...(known.some((field) => [field.key, say(field.label)].includes(last)) ? [] : columns(reach, last, place, say)),
      ...catalogue.map((entry) => {
        const takes = entry.signatures.some(({ params }) => params.length > 0);
        const insert = text.charAt(place.to) === '(' ? entry.name : `${entry.name}()`;
        const inside = entry.name.length + (takes || insert === entry.name ? 1 : 2);
        return [
          // A function is wanted less often than a field of the same name.
          Math.max(0, (last === '' ? 0.5 : likeness(last, entry.name, entry.about)) - 0.5),
          { is: 'function', entry, insert, caret: inside, label: entry.name, ...place },
        ] as const;
      }),
      ...plain.map(
        (word) =>
          [
            Math.max(0, (last === '' ? 0.4 : likeness(last, word, word)) - 0.6),
            { is: 'word', insert: word, caret: word.length, label: word, ...place },
          ] as const,
      ),
    ]),
  );
}

function fields(
  all: readonly FieldDoc[],
  typed: string,
  place: { readonly from: number; readonly to: number },
  say: Words,
  fits: (field: FieldDoc) => number,
): readonly (readonly [number, Suggestion])[] {
  return all.map((field) => {
    const label = say(field.label) || field.key;
    const alike = likeness(typed, field.key, label);
    const leads = targetOf(field) !== undefined || field.kind === 'table' || field.kind === 'lookup';
    return [
      alike === 0 ? 0 : alike + fits(field),
      { is: 'field', field, leads, insert: field.key, caret: field.key.length, label, ...place },
    ] as const;
  });
}

/** Columns of sub-tables under their own names: who wants a total thinks of the column, not of the table. */
function columns(
  reach: Reach,
  typed: string,
  place: { readonly from: number; readonly to: number },
  say: Words,
): readonly (readonly [number, Suggestion])[] {
  if (typed === '') return [];
  return tablesOf(reach).flatMap((table) =>
    (rowFieldsOf(reach, table.key) ?? []).map((field) => {
      const own = say(field.label) || field.key;
      const insert = `${table.key}.${field.key}`;
      const label = `${say(table.label) || table.key} · ${own}`;
      return [
        // Behind a field of the record that fits as well.
        Math.max(0, likeness(typed, field.key, own) - 0.2),
        { is: 'field', field, leads: false, insert, caret: insert.length, label, ...place },
      ] as const;
    }),
  );
}

function options(
  reach: Reach,
  tokens: readonly Token[],
  quoted: Token,
  caret: number,
  say: Words,
): readonly Suggestion[] {
  const field = compared(reach, tokens, quoted.from);
  const typed = quoted.text.slice(1, caret - quoted.from);
  const closed = quoted.text.length > 1 && quoted.text.endsWith('"');
  const place = { from: quoted.from + 1, to: closed ? quoted.to - 1 : quoted.to };
  return best(
    flatOptions(optionsOfField(reach.document, field)).map((option) => {
      const label = say(option.label);
      const insert = closed ? option.key : `${option.key}"`;
      const suggestion: Suggestion = { is: 'option', option, insert, caret: option.key.length + 1, label, ...place };
      return [likeness(typed, option.key, label), suggestion] as const;
    }),
  );
}

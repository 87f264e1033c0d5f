/** Edits of a list or tree of options: pure functions from options to options. A place is the indexes on the way to an option. */
import { type Colour, colours, type Option, type Text } from '../../model/field';
import { isOptionKey, keyFrom, latin } from '../parts/key';

export type Options = readonly Option[];
export type Place = readonly number[];

export interface Row {
  readonly option: Option;
  readonly place: Place;
  readonly depth: number;
  /** Its position among its siblings, and how many there are. */
  readonly index: number;
  readonly of: number;
}

/** The options from top to bottom; what is below a folded one is left out. */
export function rowsOf(
  options: Options,
  folded: (key: string) => boolean = () => false,
  above: Place = [],
): readonly Row[] {
  return options.flatMap((option, index) => {
    const place = [...above, index];
    const row: Row = { option, place, depth: above.length, index, of: options.length };
    return [row, ...(folded(option.key) ? [] : rowsOf(option.children ?? [], folded, place))];
  });
}

export function optionAt(options: Options, [index, ...rest]: Place): Option | undefined {
  const option = index === undefined ? undefined : options[index];
  return rest.length === 0 ? option : optionAt(option?.children ?? [], rest);
}

const withChildren = (option: Option, children: Options): Option => {
  const { children: _before, ...rest } = option;
  return children.length === 0 ? rest : { ...rest, children };
};

/** The options with the siblings at `place` (those below the option there; the roots for an empty place) changed. */
function changeList(options: Options, place: Place, change: (list: Options) => Options): Options {
  const [index, ...rest] = place;
  if (index === undefined) return change(options);
  const option = options[index];
  if (!option) return options;
  return options.with(index, withChildren(option, changeList(option.children ?? [], rest, change)));
}

export function changeOption(options: Options, place: Place, change: (option: Option) => Option): Options {
  const index = place.at(-1) ?? -1;
  return changeList(options, place.slice(0, -1), (list) => {
    const option = list[index];
    return option ? list.with(index, change(option)) : list;
  });
}

export const insertAt = (options: Options, place: Place, added: Options): Options =>
  changeList(options, place.slice(0, -1), (list) => list.toSpliced(place.at(-1) ?? list.length, 0, ...added));

export const removeAt = (options: Options, place: Place): Options =>
  changeList(options, place.slice(0, -1), (list) => list.toSpliced(place.at(-1) ?? -1, 1));

const begins = (place: Place, start: Place) => start.every((index, at) => place[at] === index);

/** Moves an option with all below it to `to`, a place in the options as they are now. */
export function move(options: Options, from: Place, to: Place): Options {
  const option = optionAt(options, from);
  if (!option || begins(to, from)) return options;
  const at = from.length - 1;
  const shifts =
    to.length >= from.length && begins(to.slice(0, at), from.slice(0, at)) && (to[at] ?? 0) > (from[at] ?? 0);
  const target = shifts ? to.with(at, (to[at] ?? 0) - 1) : to;
  return insertAt(removeAt(options, from), target, [option]);
}

/** One step up or down among its siblings. */
export function shift(options: Options, place: Place, by: -1 | 1): Options {
  const index = place.at(-1) ?? 0;
  const siblings = place.length === 1 ? options : (optionAt(options, place.slice(0, -1))?.children ?? []);
  const to = index + by;
  if (to < 0 || to >= siblings.length) return options;
  return move(options, place, [...place.slice(0, -1), by > 0 ? to + 1 : to]);
}

/** Puts an option below the one before it. */
export function indent(options: Options, place: Place): Options {
  const index = place.at(-1) ?? 0;
  if (index === 0) return options;
  const above = [...place.slice(0, -1), index - 1];
  return move(options, place, [...above, optionAt(options, above)?.children?.length ?? 0]);
}

/** Takes an option out of the one it is below, behind it. */
export function outdent(options: Options, place: Place): Options {
  if (place.length < 2) return options;
  const above = place.slice(0, -1);
  return move(options, place, [...above.slice(0, -1), (above.at(-1) ?? 0) + 1]);
}

export const keysOf = (options: Options): ReadonlySet<string> =>
  new Set(rowsOf(options).map(({ option }) => option.key));

/** A new option with a free key, made from its label when that has Latin letters. */
export function newOption(options: Options, label: Text, colour?: Colour): Option {
  const keys = keysOf(options);
  const plain = typeof label === 'string' ? label.trim() : '';
  const short = isOptionKey(plain) && latin(plain).length < 2 && !keys.has(plain) ? plain : undefined;
  const key = short ?? keyFrom(label, 'option', (each) => keys.has(each));
  return { key, label, ...(colour ? { colour } : {}) };
}

/** Whether nobody has named the option yet: its label is the one that new options get, whatever its number. `pattern` is that label with `#` for the number. */
export const isUnnamed = ({ label, children }: Option, pattern: string): boolean =>
  typeof label === 'string' && children === undefined && label.replace(/\d+/, '#') === pattern;

/** The options without those that nobody has named and that no record can hold. */
export const named = (options: Options, pattern: string, isPublished: (key: string) => boolean): Options =>
  options.filter((option) => isPublished(option.key) || !isUnnamed(option, pattern));

/** The colour that the next option gets: each in turn; none while the list has none. */
export function nextColour(options: Options): Colour | undefined {
  const rows = rowsOf(options);
  const last = rows.findLast(({ option }) => option.colour !== undefined)?.option.colour;
  if (last === undefined) return undefined;
  return colours[(colours.indexOf(last) + 1) % colours.length];
}

export interface Pasted {
  readonly options: Options;
  readonly added: number;
  /** Labels that were there already. */
  readonly known: number;
}

const clean = (cell: string) =>
  cell
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('""', '"')
    .trim();

/**
 * Adds what was pasted, one option a line. A second column is the English label; empty cells, tabs or pairs of spaces in front put an option below
 * the one before it. Labels that are there already are left alone.
 */
export function paste(options: Options, text: string, coloured: boolean, tree: boolean): Pasted {
  const known = new Set(rowsOf(options).flatMap(({ option }) => labels(option.label)));
  let next = options;
  let skipped = 0;
  let added = 0;
  const way: number[] = [];
  for (const line of text.split(/\r?\n/)) {
    const cells = (
      tree ? line.replace(/^(?: {2}|\u3000)+/, (blank) => '\t'.repeat(blank.replaceAll('  ', '\u3000').length)) : line
    ).split('\t');
    const depth = tree ? cells.findIndex((cell) => clean(cell) !== '') : 0;
    const [label = '', english = ''] = cells.map(clean).filter((cell) => cell !== '');
    if (label === '' || depth < 0) continue;
    const level = Math.min(depth, way.length);
    const above = way.slice(0, level);
    const siblings = level === 0 ? next : (optionAt(next, above)?.children ?? []);
    const same = siblings.findIndex((option) => labels(option.label).includes(label));
    if (same >= 0 || (!tree && known.has(label))) {
      skipped += 1;
      if (same >= 0) way.splice(level, way.length, same);
      continue;
    }
    const words: Text = !tree && english !== '' && english !== label ? { 'zh-CN': label, en: english } : label;
    const colour = coloured ? (nextColour(next) ?? (rowsOf(next).length === 0 ? colours[0] : undefined)) : undefined;
    next = insertAt(next, [...above, siblings.length], [newOption(next, words, colour)]);
    known.add(label);
    added += 1;
    way.splice(level, way.length, siblings.length);
  }
  return { options: next, added, known: skipped };
}

const labels = (label: Text): readonly string[] => (typeof label === 'string' ? [label] : Object.values(label));

/**
 * Puts the work of two people together: what one changed since `base` and the other did not is taken, property by property. Where both
 * changed the same thing to different values mine stays and the other value is reported, so that it can still be taken. Pure.
 */
import { type Board, type BoardSection, boardOf, layoutOf, type Names } from '../form/board';
import type { AppDocument, FormDoc } from '../form/document';
import { mostBeside } from '../form/place';

/** Where in the documents: `['forms', 'visit', 'fields', 'name', 'label']`. Lists of things with keys go by key. */
export type Where = readonly string[];

/** Both changed it. */
export interface Clash {
  readonly where: Where;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged {
  readonly document: AppDocument;
  /** What the other changed and mine had not. */
  readonly taken: readonly Where[];
  readonly clashes: readonly Clash[];
}

interface Notes {
  readonly taken: Where[];
  readonly clashes: Clash[];
}

export const same = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

/** The same value with properties in one order: the server writes documents in its own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, ordered(value[name])]),
  );
}

type Json = { readonly [name: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Keyed = Json & { readonly key: string };
const isKeyed = (value: unknown): value is readonly Keyed[] =>
  Array.isArray(value) && value.every((each) => isObject(each) && typeof each.key === 'string');

const gone = Symbol('not there');
type Maybe = unknown | typeof gone;
const at = (value: Json, name: string): Maybe => (Object.hasOwn(value, name) ? value[name] : gone);

function merge(base: Maybe, mine: Maybe, theirs: Maybe, where: Where, notes: Notes): Maybe {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) {
    notes.taken.push(where);
    return theirs;
  }
  // One took away what the other changed: the change stays, for it would be lost otherwise.
  if (mine === gone || theirs === gone) {
    notes.clashes.push({ where, mine: mine === gone ? undefined : mine, theirs: theirs === gone ? undefined : theirs });
    return mine === gone ? theirs : mine;
  }
  const start = base === gone ? undefined : base;
  if (isKeyed(mine) && isKeyed(theirs) && (start === undefined || isKeyed(start)))
    return mergeList(start ?? [], mine, theirs, where, notes);
  if (isObject(mine) && isObject(theirs) && (isObject(start) || (start === undefined && where.length <= 2)))
    return mergeObject(start ?? {}, mine, theirs, where, notes);
  notes.clashes.push({ where, mine, theirs });
  return mine;
}

function mergeObject(base: Json, mine: Json, theirs: Json, where: Where, notes: Notes): Json {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = merge(at(base, name), at(mine, name), at(theirs, name), [...where, name], notes);
      return value === gone ? [] : [[name, value]];
    }),
  );
}

/** Things with keys: each by itself; in my order, what only they have behind what it stood behind. */
function mergeList(
  base: readonly Keyed[],
  mine: readonly Keyed[],
  theirs: readonly Keyed[],
  where: Where,
  notes: Notes,
) {
  const find = (list: readonly Keyed[], key: string): Maybe => list.find((each) => each.key === key) ?? gone;
  const mineMoved = !same(order(base, mine), order(mine, base));
  const [first, second] = mineMoved ? [mine, theirs] : [theirs, mine];
  const keys = first.map(({ key }) => key);
  second.forEach(({ key }, index) => {
    if (keys.includes(key)) return;
    const before = second[index - 1]?.key;
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  });
  return keys.flatMap((key) => {
    const value = merge(find(base, key), find(mine, key), find(theirs, key), [...where, key], notes);
    return value === gone ? [] : [value];
  });
}

/** The order of what both lists have, as `list` has it. */
const order = (list: readonly Keyed[], other: readonly Keyed[]) =>
  list.map(({ key }) => key).filter((key) => other.some((each) => each.key === key));

export function mergeDocuments(base: AppDocument, mine: AppDocument, theirs: AppDocument, names: Names): Merged {
  const notes: Notes = { taken: [], clashes: [] };
  const flat = (document: AppDocument): Json => ({
    ...document,
    forms: Object.fromEntries(Object.entries(document.forms).map(([key, { layout: _layout, ...form }]) => [key, form])),
  });
  const merged = mergeObject(flat(base), flat(mine), flat(theirs), [], notes) as unknown as AppDocument;
  const forms = Object.fromEntries(
    Object.entries(merged.forms).map(([key, form]) => [
      key,
      withLayout(form, base.forms[key], mine.forms[key], theirs.forms[key], names, notes),
    ]),
  );
  return { document: { ...merged, forms }, ...notes };
}

/** The layout is merged by where its fields stand: a field that only they moved goes where they put it. */
function withLayout(
  form: FormDoc,
  base: FormDoc | undefined,
  mine: FormDoc | undefined,
  theirs: FormDoc | undefined,
  names: Names,
  notes: Notes,
): FormDoc {
  const where = ['forms', form.key, 'layout'];
  const lay = (layout: FormDoc['layout']) => (layout === undefined ? form : { ...form, layout });
  if (!mine || !theirs) return lay((mine ?? theirs)?.layout);
  if (same(mine.layout, theirs.layout) || (base && same(base.layout, theirs.layout))) return lay(mine.layout);
  notes.taken.push(where);
  if (base && same(base.layout, mine.layout)) return lay(theirs.layout);
  const start = base ? boardOf(base) : { tabs: [] };
  const other = boardOf(theirs);
  let board = boardOf({ ...form, ...(mine.layout ? { layout: mine.layout } : {}) });
  for (const [tab, { label, sections }] of other.tabs.entries()) {
    if (tab > 0 && !hasTab(start, label) && !hasTab(board, label))
      board = { tabs: [...board.tabs, { label: label ?? names.more, sections: [] }] };
    for (const section of sections) {
      const home = homeOf(label, section);
      if (!hasHome(start, home) && !hasHome(board, home)) board = withSection(board, label, { ...section, rows: [] });
      for (const [index, row] of section.rows.entries()) {
        const keys = row.filter(
          (key) => movedOnlyByThem(key, home, start, boardOf(mine)) && form.fields.some((f) => f.key === key),
        );
        if (keys.length > 0) board = moveTo(board, keys, home, row, section.rows.slice(0, index).flat());
      }
    }
  }
  return { ...form, layout: layoutOf(board, names) };
}

const homeOf = (tab: unknown, section: BoardSection) =>
  JSON.stringify([ordered(tab) ?? null, ordered(section.label) ?? null]);

const hasTab = (board: Board, label: unknown) => board.tabs.some((tab) => same(tab.label, label));

const hasHome = (board: Board, home: string) =>
  board.tabs.some((tab) => tab.sections.some((section) => homeOf(tab.label, section) === home));

function homeIn(board: Board, key: string): string | undefined {
  for (const tab of board.tabs)
    for (const section of tab.sections)
      if (section.rows.some((row) => row.includes(key))) return homeOf(tab.label, section);
  return undefined;
}

function movedOnlyByThem(key: string, home: string, base: Board, mine: Board): boolean {
  const before = homeIn(base, key);
  const here = homeIn(mine, key);
  return before !== home && (here === undefined || here === before);
}

function withSection(board: Board, tab: unknown, section: BoardSection): Board {
  return {
    tabs: board.tabs.map((each, index) =>
      same(each.label, tab) || (tab === undefined && index === 0)
        ? { ...each, sections: [...each.sections, section] }
        : each,
    ),
  };
}

/** `keys` in their section: beside those of `row` that stand there together already, else in a row behind the last that holds one of `before`. */
function moveTo(
  board: Board,
  keys: readonly string[],
  home: string,
  row: readonly string[],
  before: readonly string[],
): Board {
  const moving = new Set(keys);
  const mates = row.filter((key) => !moving.has(key));
  return {
    tabs: board.tabs.map((tab) => ({
      ...tab,
      sections: tab.sections.map((section) => {
        const rows = section.rows
          .map((each) => each.filter((key) => !moving.has(key)))
          .filter((each) => each.length > 0);
        if (homeOf(tab.label, section) !== home) return { ...section, rows };
        const shared = rows.findIndex((each) => each.some((key) => mates.includes(key)));
        const together = rows[shared];
        if (together && together.length + keys.length <= mostBeside) {
          const joined = [...row.filter((key) => moving.has(key) || together.includes(key))];
          const rest = together.filter((key) => !joined.includes(key));
          return { ...section, rows: rows.with(shared, [...joined, ...rest]) };
        }
        const last = rows.findLastIndex((each) => each.some((key) => before.includes(key)));
        return { ...section, rows: [...rows.slice(0, last + 1), keys, ...rows.slice(last + 1)] };
      }),
    })),
  };
}

/** The document with `value` at `where`; `undefined` takes away what is there. Lists of things with keys go by key. */
export function withValue(document: AppDocument, where: Where, value: unknown): AppDocument {
  return put(document, where, value) as AppDocument;
}

function put(target: unknown, [name, ...rest]: Where, value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(target)) {
    const index = target.findIndex((each) => isObject(each) && each.key === name);
    const next = put(target[index], rest, value);
    if (index < 0) return next === undefined ? target : [...target, next];
    return next === undefined ? target.filter((_, at) => at !== index) : target.with(index, next);
  }
  const { [name]: before, ...others } = isObject(target) ? target : {};
  const next = put(before, rest, value);
  return next === undefined ? others : { ...(isObject(target) ? target : {}), [name]: next };
}

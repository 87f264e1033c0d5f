/** What the address of a list says: the view, and how it is narrowed. */

export interface ListSearch {
  readonly view?: string;
  /** Condition JSON, as the filter builder writes it. */
  readonly filter?: unknown;
  /** `no` where the view's own conditions are put aside: `filter` then says all of them. */
  readonly own?: string;
  /** Columns by commas, a minus before one that falls: `-amount,name`. */
  readonly sort?: string;
  readonly q?: string;
  /** The field that groups, or `none` where the view has one and nobody wants it. */
  readonly group?: string;
  /** The record in the drawer. */
  readonly record?: string;
}

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** Reads the search part of an address; what cannot be read is dropped. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const found: Record<string, unknown> = {};
  for (const key of ['view', 'own', 'sort', 'q', 'group', 'record']) {
    const value = text(search[key]);
    if (value !== undefined) found[key] = value;
  }
  if (typeof search.filter === 'object' && search.filter !== null) found.filter = search.filter;
  return found;
}

/** The view as the address has it: without its own conditions where they are put aside. */
export function askedView<V extends { readonly filter?: unknown }>(search: ListSearch, view: V): V {
  if (search.own !== 'no' || view.filter === undefined) return view;
  const { filter: _filter, ...rest } = view;
  return rest as V;
}

/** The next order when the head of `path` is clicked: rising, falling, none. `additive` keeps the other columns. */
export function nextSort(current: readonly string[], path: string, additive: boolean): string[] {
  const falling = `-${path}`;
  const next = current.includes(path) ? falling : current.includes(falling) ? undefined : path;
  if (!additive) return next ? [next] : [];
  const others = current.filter((item) => item !== path && item !== falling);
  return next ? [...others, next] : others;
}

/** The field that groups a list: the address says it, else the view. */
export function groupKey(search: ListSearch, view: { readonly group?: string }): string | undefined {
  return search.group === 'none' ? undefined : (search.group ?? view.group);
}

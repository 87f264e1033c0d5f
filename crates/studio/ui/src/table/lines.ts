/** The lines of a table: records one after the other, or the heads of groups with their records below while they are open; pure. */

export interface Group {
  /** Names the group among the others, and in what is remembered as closed. */
  readonly key: string;
  readonly value: unknown;
  readonly count: number;
  /** What is measured, by column. */
  readonly totals: Readonly<Record<string, unknown>>;
}

/** One line: the head of a group, or the record that is `position`th in it. */
export type Line =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'record'; readonly group: Group | undefined; readonly position: number };

export interface Outline {
  readonly count: number;
  readonly records: number;
  /** The line at `index`, which must be below `count`. */
  at: (index: number) => Line;
}

/** Lines of `total` records without groups. */
export function flat(total: number): Outline {
  return { count: total, records: total, at: (position) => ({ kind: 'record', group: undefined, position }) };
}

/** Lines of groups, of which those in `closed` show their head only. */
export function grouped(groups: readonly Group[], closed: ReadonlySet<string>): Outline {
  const starts: number[] = [];
  let count = 0;
  for (const group of groups) {
    starts.push(count);
    count += 1 + (closed.has(group.key) ? 0 : group.count);
  }
  return {
    count,
    records: groups.reduce((sum, group) => sum + group.count, 0),
    at: (index) => {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
      }
      const group = groups[low] as Group;
      const position = index - (starts[low] ?? 0) - 1;
      return position < 0 ? { kind: 'group', group } : { kind: 'record', group, position };
    },
  };
}

export interface PageOf {
  readonly group: Group | undefined;
  readonly page: number;
}

/** The pages of `size` records that lines `first`–`end` lie on. */
export function pagesOf(outline: Outline, first: number, end: number, size: number): readonly PageOf[] {
  const pages = new Map<string, PageOf>();
  for (let index = first; index < end; index += 1) {
    const line = outline.at(index);
    if (line.kind === 'group') continue;
    const page = Math.floor(line.position / size);
    pages.set(`${page} ${line.group?.key ?? ''}`, { group: line.group, page });
  }
  return [...pages.values()];
}

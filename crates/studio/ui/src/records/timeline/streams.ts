/** Several streams of what happened as one, newest first, though each is loaded page by page. Pure. */

export interface Moment {
  readonly at: string;
}

export interface Stream<T extends Moment> {
  readonly items: readonly T[];
  /** Older items are there that are not loaded yet. */
  readonly more: boolean;
}

export interface Merged<T> {
  readonly items: readonly T[];
  /** Which streams must be read on before older items can be shown. */
  readonly behind: readonly number[];
}

const time = (item: Moment) => Date.parse(item.at) || 0;

/** What stands below the end of a stream that goes on is held back: something between may still come. */
export function mergeStreams<T extends Moment>(streams: readonly Stream<T>[]): Merged<T> {
  const ends = streams.map(({ items, more }) => (more ? Math.min(...items.map(time)) : Number.NEGATIVE_INFINITY));
  const horizon = Math.max(Number.NEGATIVE_INFINITY, ...ends);
  const items = streams
    .flatMap(({ items }) => items)
    .filter((item) => time(item) >= horizon)
    .sort((a, b) => time(b) - time(a));
  const behind = streams.flatMap(({ more }, index) => (more && ends[index] === horizon ? [index] : []));
  return { items, behind };
}

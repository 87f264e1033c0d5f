/** Which lines of a long list are in sight, and where they are drawn. All lines are equally high; pure. */

/** Browsers draw no element that is higher than some 16 million pixels, so a longer list is squeezed into this. */
export const tallest = 12_000_000;

export interface Extent {
  readonly count: number;
  readonly height: number;
  /** The height of what is seen of the list. */
  readonly view: number;
}

/** The height of the element that scrolls. */
export const spaceOf = ({ count, height }: Extent) => Math.min(count * height, tallest);

/** How far down in the list one is when the element is scrolled to `top`. */
export function offsetAt(top: number, extent: Extent): number {
  const whole = extent.count * extent.height;
  if (whole <= tallest) return top;
  return (top * (whole - extent.view)) / (tallest - extent.view);
}

/** Where the element must be scrolled to, to be `offset` down in the list. */
export function topFor(offset: number, extent: Extent): number {
  const whole = extent.count * extent.height;
  if (whole <= tallest) return offset;
  return (offset * (tallest - extent.view)) / (whole - extent.view);
}

/** Where line `index` is drawn in the element that is scrolled to `top`. */
export function placeOf(index: number, top: number, extent: Extent): number {
  return index * extent.height - offsetAt(top, extent) + top;
}

export interface Range {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/** The lines in sight and a few around them, in steps, so that a little scrolling changes nothing. */
export function linesAt(top: number, extent: Extent, around: number, step = 4): Range {
  const offset = offsetAt(top, extent);
  const first = Math.floor(offset / extent.height) - around;
  const end = Math.ceil((offset + extent.view) / extent.height) + around;
  return {
    first: Math.max(0, Math.floor(first / step) * step),
    end: Math.min(extent.count, Math.ceil(end / step) * step),
  };
}

/** Where to scroll so that line `index` is wholly seen; undefined when it is already. */
export function reveal(index: number, top: number, extent: Extent): number | undefined {
  const offset = offsetAt(top, extent);
  const from = index * extent.height;
  if (from < offset) return topFor(from, extent);
  const to = from + extent.height - extent.view;
  return to > offset ? topFor(to, extent) : undefined;
}

/** The columns that `left`–`left + width` shows of columns of `sizes` pixels, and the space before and after them. */
export function columnsAt(
  left: number,
  width: number,
  sizes: readonly number[],
): Range & { before: number; after: number } {
  let [at, first, end, before, after] = [0, sizes.length, 0, 0, 0];
  for (const [index, size] of sizes.entries()) {
    const seen = at + size > left - 200 && at < left + width + 200;
    if (seen) {
      first = Math.min(first, index);
      end = index + 1;
    } else if (end === 0) before += size;
    else after += size;
    at += size;
  }
  return end === 0 ? { first: 0, end: 0, before: 0, after: at } : { first, end, before, after };
}

/** The next range to draw on the way to `target`: of what is not drawn yet at most `most` lines, so that no frame takes long. */
export function gradually(drawn: Range, target: Range, most: number): Range {
  const first = Math.max(drawn.first, target.first);
  const end = Math.min(drawn.end, target.end);
  if (first >= end) {
    const start = Math.max(target.first, Math.floor((target.first + target.end - most) / 2));
    return { first: start, end: Math.min(target.end, start + most) };
  }
  const below = Math.min(target.end, end + most);
  return { first: Math.max(target.first, first - (most - (below - end))), end: below };
}

/** Widths and order of columns: what a person set, else what the kind wants, stretched evenly when there is room to spare. Pure. */

interface Wish {
  readonly path: string;
  readonly width: number;
}

export const narrowest = 64;
export const widest = 640;
export const clampWidth = (width: number) => Math.round(Math.max(narrowest, Math.min(widest, width)));

export function stretch(
  wishes: readonly Wish[],
  set: Readonly<Record<string, number>>,
  room: number,
): readonly number[] {
  const sum = wishes.reduce((sum, { path, width }) => sum + (set[path] ?? width), 0);
  const free = wishes.filter(({ path }) => set[path] === undefined);
  const spare = Math.max(0, room - sum);
  const share = free.length === 0 ? 0 : Math.floor(spare / free.length);
  return wishes.map(({ path, width }) => set[path] ?? width + share);
}

/** `items` with the one at `from` moved to stand where `to` stood. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const target = Math.max(0, Math.min(items.length - 1, to));
  const item = items[from];
  if (item === undefined || from === target) return items;
  return items.toSpliced(from, 1).toSpliced(target, 0, item);
}

/** How many columns may stay while one scrolls: not more than leave half of the room to the others. */
export function frozenWithin(sizes: readonly number[], wanted: number, room: number): number {
  let [sum, count] = [0, 0];
  for (const size of sizes.slice(0, wanted)) {
    sum += size;
    if (count > 0 && sum > room * 0.6) break;
    count += 1;
  }
  return count;
}

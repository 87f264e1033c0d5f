/** Widths of columns: what a person set, else what the kind wants, stretched evenly when there is room to spare. Pure. */

interface Wish {
  readonly path: string;
  readonly width: number;
}

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

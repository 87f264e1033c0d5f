/** The lanes of a board: which there are, what lies in them while something moves, and when there is too much. Pure. */
import type { Pending } from '../../../components/useChange';
import type { FormModel, Rec, View } from '../../../model/app';
import type { Kind, Option } from '../../../model/field';

/** A lane; the one without an option holds records that say nothing. */
export interface LaneOf {
  readonly key: string;
  readonly option: Option | undefined;
}

/** The key of the lane without an option: no option has it. */
export const unset = '';

const laneKey = (value: unknown) => (typeof value === 'string' ? value : unset);

/** A lane for each option in use, one for retired options only while records are there, and one for records that say nothing. */
export function lanesOf(options: readonly Option[], counts: ReadonlyMap<string, number>): readonly LaneOf[] {
  const shown = options.filter(({ key, retired }) => retired !== true || (counts.get(key) ?? 0) > 0);
  const lanes = shown.map((option) => ({ key: option.key, option }));
  return (counts.get(unset) ?? 0) > 0 ? [{ key: unset, option: undefined }, ...lanes] : lanes;
}

/** How many records each lane holds, and what their amounts come to, as the server counted them. */
export function countsOf(
  items: readonly Readonly<Record<string, unknown>>[],
  by: string,
): { counts: ReadonlyMap<string, number>; sums: ReadonlyMap<string, string> } {
  const counts = new Map<string, number>();
  const sums = new Map<string, string>();
  for (const item of items) {
    const key = laneKey(item[by]);
    counts.set(key, Number(item.count ?? 0));
    if (item.sum !== null && item.sum !== undefined) sums.set(key, String(item.sum));
  }
  return { counts, sums };
}

/** The cards of a lane with what is on its way: what left is gone, what arrives is first. */
export function cardsOf(
  fetched: readonly Rec[],
  pending: ReadonlyMap<string, Pending>,
  by: string,
  lane: string,
): readonly Rec[] {
  if (pending.size === 0) return fetched;
  const stays = fetched.filter(({ id }) => {
    const own = pending.get(id);
    return own === undefined || !(by in own.changes) || laneKey(own.changes[by]) === lane;
  });
  const here = new Set(stays.map(({ id }) => id));
  const arrives = [...pending.values()].filter(
    ({ record, changes }) => by in changes && laneKey(changes[by]) === lane && !here.has(record.id),
  );
  return [...arrives.map(({ record, changes }) => ({ ...record, ...changes })), ...stays];
}

/** A count with what is on its way from and to the lane. */
export function countWith(count: number, pending: ReadonlyMap<string, Pending>, by: string, lane: string): number {
  let sum = count;
  for (const { record, changes } of pending.values()) {
    if (!(by in changes)) continue;
    const from = laneKey(record[by]);
    const to = laneKey(changes[by]);
    if (from !== to) sum += to === lane ? 1 : from === lane ? -1 : 0;
  }
  return sum;
}

export type Load = 'free' | 'full' | 'over';

/** How a lane stands to its limit. */
export function loadOf(count: number, limit: number | undefined): Load {
  if (limit === undefined) return 'free';
  return count > limit ? 'over' : count === limit ? 'full' : 'free';
}

/** The lane `steps` away from `key`; the ends stop it. */
export function laneBeside(lanes: readonly LaneOf[], key: string, steps: number): string {
  const at = lanes.findIndex((lane) => lane.key === key);
  return lanes[Math.max(0, Math.min(lanes.length - 1, at + steps))]?.key ?? key;
}

/** What a card shows when the view does not say: where it belongs, what it is worth, when, whose. */
function factsOf(form: FormModel, sum: string | undefined): readonly string[] {
  const first = (...kinds: readonly Kind[]) => form.fields.find(({ kind }) => kinds.includes(kind))?.key ?? [];
  return [first('link'), sum ?? [], first('date', 'date_time'), 'owner'].flat();
}

/** What a card shows. The lane's sum is that of its cards: each says its part. */
export function cardPaths(form: FormModel, view: View): readonly string[] {
  const chosen = view.columns?.length ? view.columns : factsOf(form, view.sum);
  const said = view.sum === undefined || chosen.includes(view.sum) ? chosen : [view.sum, ...chosen];
  return said.filter((path) => path !== form.title && path !== view.by);
}

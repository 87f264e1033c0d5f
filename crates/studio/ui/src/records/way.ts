/** Where the stages lead. The last green option is the good end; what comes after it are other ends: lost, rejected, expired. Pure. */
import type { Option } from '../model/field';

/** How many of the options, from the first, are the way; the others lie beside it. */
export function wayLength(options: readonly Pick<Option, 'colour'>[]): number {
  const end = options.findLastIndex(({ colour }) => colour === 'green');
  return end > 0 ? end + 1 : options.length;
}

/** How a stage is drawn for a record that stands at `at`: how far one came before another end is not known. */
export function standing(index: number, at: number, way: number): 'past' | 'now' | 'ended' | 'ahead' | 'beside' {
  if (index === at) return at < way ? 'now' : 'ended';
  if (index >= way) return 'beside';
  return index < at && at < way ? 'past' : 'ahead';
}

/** Which fields are likely where an argument of a call is typed. Pure. */
import type { CatalogueEntry } from '../../../api/designing';
import type { FieldDoc } from '../../form/document';
import { targetOf } from '../scope';
import { callAt, type Token } from './tokens';

/** Kinds by what an argument takes, as the catalogue names it. */
const kinds: Readonly<Record<string, ReadonlySet<FieldDoc['kind']>>> = {
  number: new Set(['number', 'integer', 'money', 'percent', 'rating', 'progress']),
  text: new Set(['text', 'long_text', 'phone', 'email', 'url', 'serial', 'rich_text']),
  date: new Set(['date', 'date_time', 'created_at', 'updated_at']),
  date_time: new Set(['date_time', 'date', 'created_at', 'updated_at']),
  time: new Set(['time', 'date_time', 'created_at', 'updated_at']),
  yes_no: new Set(['yes_no']),
  list: new Set(['multi_select', 'tags', 'links', 'users']),
};

/** What these take is said by their own rules, not by the catalogue: values of rows, or several beside each other. */
const overNumbers: ReadonlySet<string> = new Set(['sum', 'avg']);

/** Kinds that give a value of any type. */
const computed: ReadonlySet<FieldDoc['kind']> = new Set(['formula', 'rollup', 'lookup']);

/** How much likelier than another a field is at `at`, below the least difference between two likenesses. */
export function fittingAt(
  tokens: readonly Token[],
  at: number,
  catalogue: readonly CatalogueEntry[],
): (field: FieldDoc) => number {
  const call = callAt(tokens, at);
  const entry = catalogue.find(({ name }) => name === call?.name);
  if (!call || !entry) return () => 0;
  const types = overNumbers.has(entry.name)
    ? ['number']
    : entry.signatures.flatMap(({ params }) => (params[call.argument] ?? params.at(-1))?.type ?? []);
  const wanted = types.flatMap((type) => kinds[type] ?? []);
  if (wanted.length === 0) return () => 0;
  return (field) => {
    if (wanted.some((each) => each.has(field.kind))) return 0.4;
    // A value of the right type may come from there.
    return computed.has(field.kind) || field.kind === 'table' || targetOf(field) !== undefined ? 0.2 : 0;
  };
}

/** What the records of a list add up to, by the groups of a field or altogether. */
import { answer, api } from '../../api/client';
import type { Place } from '../../api/records';
import type { Field } from '../../model/field';
import { aggregateBody, type Totals } from './rows';

export async function sumsOf(
  { app, form }: Place,
  where: unknown,
  by: Field | undefined,
  totals: Totals,
  signal: AbortSignal,
): Promise<readonly Record<string, unknown>[]> {
  const body = aggregateBody(where, by, totals) as { measures: Record<string, unknown> };
  const { items } = await answer(
    api.POST('/data/{app}/{form}/aggregate', { params: { path: { app, form } }, body, signal }),
  );
  return items as readonly Record<string, unknown>[];
}

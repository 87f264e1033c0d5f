/** Where an option set is used: in which fields, and by how many records each of its options is held. */
import { useQueries } from '@tanstack/react-query';
import { countOptions } from '../../api/designing';
import type { AppDocument, FieldDoc, FormDoc } from '../form/document';

export interface Use {
  readonly form: FormDoc;
  readonly table?: FieldDoc;
  readonly field: FieldDoc;
}

/** The fields that take their options from a set. */
export function usesOf(document: AppDocument, set: string): readonly Use[] {
  return Object.values(document.forms).flatMap((form) =>
    form.fields.flatMap((field): readonly Use[] => [
      ...(field.options === set ? [{ form, field }] : []),
      ...(field.fields ?? [])
        .filter((inner) => inner.options === set)
        .map((inner) => ({ form, table: field, field: inner })),
    ]),
  );
}

/** How often each option is held, over the fields that are published; nothing while that is not known. */
export function useCounts(
  document: AppDocument,
  published: AppDocument | undefined,
  uses: readonly Use[],
): ReadonlyMap<string, number> | undefined {
  // Groups of lists would count each combination, and rows of sub-tables cannot be grouped.
  const counted = uses.filter(({ form, table, field }) => {
    const before = published?.forms[form.key]?.fields.find(({ key }) => key === field.key);
    return (
      table === undefined && (field.kind === 'select' || field.kind === 'tree_select') && before?.kind === field.kind
    );
  });
  return useQueries({
    queries: counted.map(({ form, field }) => ({
      queryKey: ['option-counts', document.app.key, form.key, field.key],
      queryFn: () => countOptions(document.app.key, form.key, field.key),
      staleTime: 30_000,
      retry: false,
    })),
    combine: (results) => {
      if (results.length === 0 || results.some(({ data }) => data === undefined)) return undefined;
      const total = new Map<string, number>();
      for (const { data } of results)
        for (const [key, count] of data ?? []) total.set(key, (total.get(key) ?? 0) + count);
      return total;
    },
  });
}

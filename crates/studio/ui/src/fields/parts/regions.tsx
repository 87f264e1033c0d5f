/** The names of regions by their codes of GB/T 2260; the server's table is fetched when the first region is shown. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

export interface Region {
  readonly value: string;
  readonly label: string;
  readonly children: readonly Region[];
}

interface Regions {
  readonly tree: readonly Region[];
  readonly names: ReadonlyMap<string, string>;
}

/** Code, name, and the code of the region above. */
type Entry = readonly [string, string, string | null];

export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: async (): Promise<Regions> => {
    const entries: unknown = await answer(api.GET('/regions'));
    return build(entries as readonly Entry[]);
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** Nests the flat table. */
export function build(entries: readonly Entry[]): Regions {
  const below = new Map<string | null, Region[]>();
  const regions = entries.map(([value, label, above]) => {
    const region = { value, label, children: [] as Region[] };
    below.set(above, [...(below.get(above) ?? []), region]);
    return region;
  });
  for (const region of regions) region.children.push(...(below.get(region.value) ?? []));
  return { tree: below.get(null) ?? [], names: new Map(entries.map(([code, name]) => [code, name])) };
}

/** Province, city and district of a code, as far as it goes: `["浙江省", "宁波市", "北仑区"]`. */
export function regionNames(names: ReadonlyMap<string, string>, code: string): readonly string[] {
  const codes = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  const found = [...new Set(codes)].flatMap((part) => names.get(part) ?? []);
  return found.filter((name, index) => name !== found[index - 1]);
}

export function RegionName({ code }: { code: string }) {
  const { data } = useQuery(regionsQuery);
  if (!data) return <>{code}</>;
  return <>{regionNames(data.names, code).join(' ') || code}</>;
}

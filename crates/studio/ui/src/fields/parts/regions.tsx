/** The names of regions by their codes of GB/T 2260; the table is fetched when the first region is shown. */
import { queryOptions, useQuery } from '@tanstack/react-query';

export interface Region {
  readonly value: string;
  readonly label: string;
  readonly children?: readonly Region[];
}

interface Regions {
  readonly tree: readonly Region[];
  readonly names: ReadonlyMap<string, string>;
}

export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: async (): Promise<Regions> => {
    const { areaList } = await import('@vant/area-data');
    return build(areaList);
  },
  staleTime: Number.POSITIVE_INFINITY,
});

interface AreaList {
  readonly province_list: Readonly<Record<string, string>>;
  readonly city_list: Readonly<Record<string, string>>;
  readonly county_list: Readonly<Record<string, string>>;
}

/** Nests the three flat lists by their codes: `33` province, `3302` city, `330206` district. */
export function build({ province_list, city_list, county_list }: AreaList): Regions {
  const names = new Map([province_list, city_list, county_list].flatMap((list) => Object.entries(list)));
  const below = (list: Readonly<Record<string, string>>, prefix: string) =>
    Object.entries(list).filter(([code]) => code.startsWith(prefix));
  const tree = Object.entries(province_list).map(([value, label]) => ({
    value,
    label,
    children: below(city_list, value.slice(0, 2)).map(([value, label]) => ({
      value,
      label,
      children: below(county_list, value.slice(0, 4)).map(([value, label]) => ({ value, label })),
    })),
  }));
  return { tree, names };
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

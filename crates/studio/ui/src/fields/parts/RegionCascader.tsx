/** Province, city, district, one below the other; also found by typing. */
import { useQuery } from '@tanstack/react-query';
import { Cascader } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Region, regionsQuery } from './regions';

interface Props {
  readonly id: string;
  readonly level: 'province' | 'city' | 'district';
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly label?: string;
}

interface Node {
  readonly value: string;
  readonly label: string;
  readonly children?: Node[];
}

const depth = { province: 1, city: 2, district: 3 } as const;

function cut(regions: readonly Region[], levels: number): Node[] {
  return regions.map(({ value, label, children }) =>
    levels > 1 && children?.length ? { value, label, children: cut(children, levels - 1) } : { value, label },
  );
}

/** The codes from the province down to `code`. */
function chain(code: string): string[] {
  const codes = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
  return [...new Set(codes)];
}

export function RegionCascader({ id, level, value, onChange, invalid, describedBy, label }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(regionsQuery);
  return (
    <Cascader
      id={id}
      className="fill"
      options={data ? cut(data.tree, depth[level]) : []}
      loading={data === undefined}
      value={value ? chain(value) : []}
      onChange={(codes) => onChange((codes?.at(-1) as string | undefined) ?? null)}
      changeOnSelect
      showSearch
      allowClear
      placeholder={t('region.choose')}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
      {...(label ? { 'aria-label': label } : { 'aria-labelledby': `${id}-label` })}
    />
  );
}

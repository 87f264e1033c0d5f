/** Choosing records of another form: type to search, the server answers with the best twenty. */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordQuery, shortListQuery } from '../../api/records';
import { useDebounced } from '../../lib/useDebounced';
import type { Rec } from '../../model/app';
import { titleOf, useApp } from '../../model/context';

interface Props {
  readonly id: string;
  readonly form: string;
  readonly where?: unknown;
  readonly many: boolean;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly known?: readonly (Rec | null)[] | undefined;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly label?: string;
  /** It is changed, never emptied. */
  readonly required?: boolean;
}

export function LinkSelect({
  id,
  form,
  where,
  many,
  value,
  onChange,
  known = [],
  invalid,
  describedBy,
  placeholder,
  label,
  required = false,
}: Props) {
  const { t } = useTranslation();
  const app = useApp();
  const target = app.forms[form];
  const place = { app: app.key, form };
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  const q = useDebounced(typed, 200);
  const found = useQuery({
    ...shortListQuery(place, { limit: 20, ...(q ? { q } : {}), ...(where === undefined ? {} : { where }) }),
    enabled: opened && target !== undefined,
    placeholderData: keepPreviousData,
  });
  const unknown = value.filter((id) => !known.some((record) => record?.id === id));
  const fetched = useQueries({ queries: unknown.map((id) => ({ ...recordQuery(place, id), retry: false })) });
  const chosen = value.map(
    (id) =>
      known.find((record) => record?.id === id) ??
      fetched.find(({ data }) => data?.id === id)?.data ?? { id, version: 0 },
  );
  const items = [...chosen, ...(found.data?.items ?? [])];
  const options = [
    ...new Map(items.map((record) => [record.id, { value: record.id, label: titleOf(target, record) }])).values(),
  ];
  return (
    <Select<string | string[]>
      id={id}
      className="fill"
      {...(many ? { mode: 'multiple' as const } : {})}
      allowClear={!required}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpened}
      loading={found.isFetching}
      value={many ? [...value] : (value[0] ?? (null as unknown as string))}
      options={options}
      notFoundContent={found.isPending ? t('common.loading') : t('link.none')}
      onChange={(chosen: string | string[] | undefined) => onChange(chosen === undefined ? [] : [chosen].flat())}
      placeholder={placeholder ?? t('link.search')}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
      {...(label ? { 'aria-label': label } : { 'aria-labelledby': `${id}-label` })}
    />
  );
}

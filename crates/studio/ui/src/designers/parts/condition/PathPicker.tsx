/** Picks a field, over links the fields of other forms. */
import { Cascader } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/text';
import type { FieldDoc } from '../../form/document';
import { labelOf, pathLabel, type Reach, resolve } from '../scope';
import { type PathOption, pathOptions } from './choices';

interface Props {
  readonly id?: string;
  readonly reach: Reach;
  readonly value: string | undefined;
  readonly onChange: (path: string) => void;
  readonly label: string;
  readonly accepts?: (field: FieldDoc) => boolean;
}

interface Item {
  value: string;
  label: string;
  isLeaf: boolean;
  children?: Item[];
}

const mutable = (options: readonly PathOption[]): Item[] =>
  options.map(({ children, ...rest }) => ({ ...rest, ...(children ? { children: mutable(children) } : {}) }));

export function PathPicker({ id, reach, value, onChange, label, accepts }: Props) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const chosen = useMemo(() => (value ? value.split('.') : []), [value]);
  const [opened, setOpened] = useState<readonly string[]>(chosen);
  const options = useMemo(
    () => mutable(pathOptions(reach, (field) => labelOf(field, words), opened, accepts)),
    [reach, words, opened, accepts],
  );
  return (
    <Cascader<Item>
      {...(id ? { id } : {})}
      className="fill"
      aria-label={label}
      allowClear={false}
      changeOnSelect
      value={chosen}
      options={options}
      displayRender={(labels) =>
        value && !resolve(reach, value) ? pathLabel(reach, value, words) : labels.join(' · ')
      }
      showSearch={{
        filter: (typed, path) =>
          path.some(({ label, value }) => `${label} ${value}`.toLowerCase().includes(typed.toLowerCase())),
        render: (_, path) => path.map(({ label }) => label).join(' · '),
        sort: (a, b) => a.length - b.length,
        limit: 50,
      }}
      loadData={(path) => setOpened(path.map(({ value }) => value))}
      placeholder={t('condition.pickField')}
      notFoundContent={t('condition.noField')}
      onChange={(path) => onChange(path.join('.'))}
    />
  );
}

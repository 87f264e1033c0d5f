/** The people beside a field of people: those that are named, or whoever asks. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isMe } from './filter';

interface Props {
  readonly value: unknown;
  readonly many: boolean;
  readonly onChange: (value: unknown) => void;
  /** The box for people of the directory. */
  readonly children: ReactNode;
}

export function PersonBox({ value, many, onChange, children }: Props) {
  const { t } = useTranslation();
  const me = isMe(value);
  const asks = { formula: 'me' };
  return (
    <span className="filter-day">
      <Select
        aria-label={t('filter.personWay')}
        value={me ? 'me' : 'named'}
        popupMatchSelectWidth={false}
        options={[
          { value: 'named', label: t('filter.way.named') },
          { value: 'me', label: t('filter.way.me') },
        ]}
        onChange={(way) => onChange(way === 'me' ? (many ? [asks] : asks) : undefined)}
      />
      {!me && children}
    </span>
  );
}

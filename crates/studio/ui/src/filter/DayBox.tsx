/** The day beside a date: one of the calendar, today, or so many days before or after today. */
import { InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countedValue, relativeOf } from './day';

const ways = ['day', 'today', 'ago', 'ahead'] as const;
type Way = (typeof ways)[number];

interface Props {
  readonly value: unknown;
  readonly moment: boolean;
  readonly onChange: (value: unknown) => void;
  /** The box for a day of the calendar. */
  readonly children: ReactNode;
}

export function DayBox({ value, moment, onChange, children }: Props) {
  const { t } = useTranslation();
  const relative = relativeOf(value);
  const [chosen, setChosen] = useState<Way>();
  const told: Way = !relative ? 'day' : relative.days === 0 ? 'today' : relative.days < 0 ? 'ago' : 'ahead';
  const way = relative ? told : (chosen ?? told);
  const count = (days: number | null) =>
    onChange(days === null ? undefined : countedValue(way === 'ago' ? -days : days, moment));
  return (
    <span className="filter-day">
      <Select<Way>
        aria-label={t('filter.dayWay')}
        value={way}
        popupMatchSelectWidth={false}
        options={ways.map((way) => ({ value: way, label: t(`filter.way.${way === 'today' && moment ? 'now' : way}`) }))}
        onChange={(next) => {
          setChosen(next);
          const days = Math.abs(relative?.days ?? 0) || 7;
          if (next === 'day') onChange(undefined);
          else onChange(countedValue(next === 'today' ? 0 : next === 'ago' ? -days : days, moment));
        }}
      />
      {way === 'day' && children}
      {(way === 'ago' || way === 'ahead') && (
        <InputNumber
          className="fill"
          min={1}
          max={36500}
          precision={0}
          aria-label={t('filter.value')}
          value={relative ? Math.abs(relative.days) : null}
          suffix={t('filter.days')}
          onChange={count}
        />
      )}
    </span>
  );
}

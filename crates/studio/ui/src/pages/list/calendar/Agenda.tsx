/** The month on a phone: a small grid of days, and below it what lies on the chosen one. */
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormModel, Rec } from '../../../model/app';
import { titleOf } from '../../../model/context';
import { timeOf } from './month';
import type { Calendar } from './useCalendar';
import { Weekdays } from './Weekdays';

interface Props {
  readonly form: FormModel;
  readonly calendar: Calendar;
  readonly month: Dayjs;
  readonly onOpen: (record: Rec) => void;
}

export function Agenda({ form, calendar, month, onOpen }: Props) {
  const { t } = useTranslation();
  const { weeks, today, byDay, start, zone } = calendar;
  const [chosen, setChosen] = useState(today);
  const day = calendar.days.includes(chosen) ? chosen : month.format('YYYY-MM-DD');
  const records = byDay.get(day) ?? [];
  return (
    <div className="agenda">
      <table>
        <Weekdays week={weeks[0]} format="dd" />
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                const count = byDay.get(date)?.length ?? 0;
                const outside = dayjs(date).month() !== month.month();
                return (
                  <td key={date}>
                    <button
                      type="button"
                      className={`agenda-day number${outside ? ' mute' : ''}${date === today ? ' agenda-today' : ''}`}
                      aria-pressed={date === day}
                      aria-label={t('calendar.dayCount', { day: dayjs(date).format(t('calendar.spoken')), count })}
                      onClick={() => setChosen(date)}
                    >
                      {dayjs(date).date()}
                      <i className={count > 0 ? 'agenda-dot' : ''} aria-hidden />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{dayjs(day).format(t('calendar.spoken'))}</h3>
      {records.length === 0 && <p className="mute">{t('calendar.free')}</p>}
      <ul>
        {records.map((record) => {
          const time = start && calendar.dayOf(record) === day ? timeOf(record[start.key], zone) : undefined;
          return (
            <li key={record.id}>
              <button type="button" className="agenda-item" onClick={() => onOpen(record)}>
                <i className={`agenda-edge ${calendar.tint(record)}`} aria-hidden />
                <span>{titleOf(form, record)}</span>
                {time && <span className="number mute">{time}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

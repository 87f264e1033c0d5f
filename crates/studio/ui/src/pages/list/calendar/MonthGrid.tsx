/** The month as a table of days with what lies on them. */
import { PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Popover } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type CSSProperties, type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/text';
import { useDrag } from '../../../lib/dnd/DragArea';
import { useHeight } from '../../../lib/useWidth';
import type { FormModel, Rec } from '../../../model/app';
import { titleOf, useApp } from '../../../model/context';
import type { Carried } from './CalendarView';
import { placed, roomOf, timeOf } from './month';
import type { Calendar } from './useCalendar';
import { Weekdays } from './Weekdays';

interface Props {
  readonly form: FormModel;
  readonly calendar: Calendar;
  readonly month: Dayjs;
  readonly carried: Carried | undefined;
  readonly onOpen: (record: Rec) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, record: Rec) => void;
}

export function MonthGrid({ form, calendar, month, carried, onOpen, onKey }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { weeks, today, byDay, start, zone } = calendar;
  const scroller = useRef<HTMLDivElement>(null);
  const height = useHeight(scroller);
  const { week: weekHeight, lines } = roomOf(height, weeks.length);
  return (
    <div className="calendar-main">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div ref={scroller} className="calendar-scroll" tabIndex={0}>
        <table style={{ '--week': `${weekHeight}px` } as CSSProperties}>
          <Weekdays week={weeks[0]} format="ddd" />
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((day) => {
                  const records = byDay.get(day) ?? [];
                  const most = records.length > lines ? lines - 1 : lines;
                  const chip = (record: Rec) => (
                    <Chip
                      form={form}
                      calendar={calendar}
                      record={record}
                      day={day}
                      carried={carried?.record.id === record.id}
                      onOpen={onOpen}
                      onKey={onKey}
                    />
                  );
                  const date = dayjs(day);
                  const classes = [
                    date.month() === month.month() ? '' : 'outside',
                    day === today ? 'today' : '',
                    carried?.day === day ? 'target' : '',
                    date.day() % 6 === 0 ? 'weekend' : '',
                  ];
                  return (
                    <td key={day} data-day={day} className={classes.filter(Boolean).join(' ')}>
                      <div className="calendar-day">
                        <time dateTime={day} className="number">
                          {date.date() === 1 ? date.format(t('calendar.first')) : date.date()}
                        </time>
                        {day === today && <span className="calendar-now">{t('calendar.today')}</span>}
                        {form.rights.create && start?.right === 'write' && (
                          <Link
                            to="/a/$app/$form/new"
                            params={{ app: app.key, form: form.key }}
                            search={{ set: { [start.key]: placed(day, start.kind, zone) } }}
                            className="calendar-add"
                            aria-label={t('calendar.add', { day })}
                          >
                            <PlusOutlined />
                          </Link>
                        )}
                      </div>
                      <ul>
                        {records.slice(0, most).map((record) => (
                          <li key={record.id}>{chip(record)}</li>
                        ))}
                        {records.length > most && (
                          <li>
                            <Popover
                              trigger="click"
                              title={date.format(t('calendar.spoken'))}
                              content={
                                <ul className="calendar-all">
                                  {records.map((record) => (
                                    <li key={record.id}>
                                      <button
                                        type="button"
                                        className={`calendar-chip ellipsis ${calendar.tint(record)}`}
                                        onClick={() => onOpen(record)}
                                      >
                                        {titleOf(form, record)}
                                      </button>
                                    </li>
                                  ))}
                                </ul>
                              }
                            >
                              <button type="button" className="bare calendar-rest">
                                {t('calendar.rest', { count: records.length - most })}
                              </button>
                            </Popover>
                          </li>
                        )}
                      </ul>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className="calendar-foot">
        {calendar.legend.map((option) => (
          <span key={option.key}>
            <i className={`tag-dot ink-dot-${option.colour ?? 'slate'}`} aria-hidden />
            {words(option.label)}
          </span>
        ))}
        <span className="topbar-space" />
        <span className="number mute">{t('calendar.sum', { count: calendar.query.data?.items.length ?? 0 })}</span>
      </footer>
    </div>
  );
}

interface ChipProps {
  readonly form: FormModel;
  readonly calendar: Calendar;
  readonly record: Rec;
  readonly day: string;
  readonly carried: boolean;
  readonly onOpen: (record: Rec) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, record: Rec) => void;
}

function Chip({ form, calendar, record, day, carried, onOpen, onKey }: ChipProps) {
  const { grip } = useDrag(`${record.id} ${day}`, record);
  const first = calendar.dayOf(record) === day;
  const time = first && calendar.start ? timeOf(record[calendar.start.key], calendar.zone) : undefined;
  return (
    <button
      type="button"
      className={`calendar-chip ellipsis ${calendar.tint(record)}${first ? '' : ' calendar-on'}${carried ? ' calendar-carried' : ''}`}
      {...(first ? { 'data-record': record.id } : {})}
      {...(calendar.movable ? { ...grip, 'aria-describedby': 'calendar-how' } : {})}
      onClick={() => onOpen(record)}
      onKeyDown={(event) => onKey(event, record)}
    >
      {time && <span className="number calendar-time">{time}</span>}
      {titleOf(form, record)}
    </button>
  );
}

/** A view as a month: each record on its days; what has no day yet waits beside it. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../../components/State';
import { useWords } from '../../../i18n/text';
import { DragArea, type Point } from '../../../lib/dnd/DragArea';
import { formatNumber } from '../../../lib/format';
import { useToday } from '../../../lib/today';
import { usePhone } from '../../../lib/useMedia';
import type { Rec } from '../../../model/app';
import { titleOf } from '../../../model/context';
import { ListFailed } from '../ListFailed';
import type { ViewProps } from '../views';
import { Agenda } from './Agenda';
import { MonthGrid } from './MonthGrid';
import { addDays } from './month';
import { Tray } from './Tray';
import { mostShown, useCalendar } from './useCalendar';
import './calendar.css';

/** The day under a point. */
function dayAt({ x, y }: Point): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const day = element.closest<HTMLElement>('[data-day]');
    if (day) return day.dataset.day;
  }
  return undefined;
}

export interface Carried {
  readonly record: Rec;
  /** The day it would be put on. */
  readonly day: string | undefined;
  readonly byKey: boolean;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export default function CalendarView({ form, view, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const phone = usePhone();
  const { today } = useToday();
  const [month, setMonth] = useState(() => dayjs(today).startOf('month'));
  const [carried, setCarried] = useState<Carried>();
  const [said, setSaid] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const calendar = useCalendar(form, view, place, month);
  if (!calendar.start) return <Empty title={t('list.unknownView')} />;
  if (calendar.query.error)
    return <ListFailed place={place} error={calendar.query.error} retry={() => void calendar.query.refetch()} />;

  const open = (record: Rec) => place.set({ record: record.id });
  function carry(next: Carried | undefined) {
    setCarried(next);
    calendar.hold(next !== undefined);
  }
  function put(record: Rec, day: string | undefined) {
    carry(undefined);
    if (day !== undefined) calendar.put(record, day);
  }
  /** Space picks a record up, arrows carry it by days and weeks, space or Enter puts it down. */
  function onKey(event: KeyboardEvent<HTMLElement>, record: Rec) {
    const own = carried?.byKey && carried.record.id === record.id ? carried : undefined;
    if (!own) {
      if (event.key !== ' ' || !calendar.movable) return;
      const day = calendar.dayOf(record) ?? (month.isSame(today, 'month') ? today : month.format('YYYY-MM-DD'));
      carry({ record, day, byKey: true });
      setSaid(t('calendar.lifted', { title: titleOf(form, record), day }));
    } else if (event.key in steps && own.day) {
      const day = addDays(own.day, steps[event.key] ?? 0);
      if (!calendar.days.includes(day)) setMonth(dayjs(day).startOf('month'));
      carry({ ...own, day });
      setSaid(dayjs(day).format(t('calendar.spoken')));
    } else if (event.key === ' ' || event.key === 'Enter') {
      setSaid(t('calendar.moved', { title: titleOf(form, record), day: own.day }));
      put(record, own.day);
      requestAnimationFrame(() =>
        root.current?.querySelector<HTMLElement>(`[data-record="${CSS.escape(record.id)}"]`)?.focus(),
      );
    } else if (event.key === 'Escape') {
      carry(undefined);
      setSaid(t('kanban.putBack'));
    } else if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
  }
  const turn = (months: number) => setMonth(month.add(months, 'month'));

  return (
    <DragArea<Rec>
      onStart={(record) => carry({ record, day: calendar.dayOf(record), byKey: false })}
      onOver={(record, point) => {
        const day = dayAt(point);
        setCarried((now) => (now?.record.id === record.id && now.day === day ? now : { record, day, byKey: false }));
      }}
      onDrop={(record) => put(record, carried?.record.id === record.id ? carried.day : undefined)}
      onCancel={() => carry(undefined)}
      shadow={(record) => (
        <div className={`calendar-chip calendar-shadow ellipsis ${calendar.tint(record)}`}>{titleOf(form, record)}</div>
      )}
    >
      <div className="calendar" ref={root}>
        <div className="calendar-bar">
          <Button icon={<LeftOutlined />} aria-label={t('calendar.before')} onClick={() => turn(-1)} />
          <Button onClick={() => setMonth(dayjs(today).startOf('month'))}>{t('calendar.today')}</Button>
          <Button icon={<RightOutlined />} aria-label={t('calendar.after')} onClick={() => turn(1)} />
          <h3 aria-live="polite">{month.format(t('calendar.month'))}</h3>
          {calendar.query.data?.next_cursor && (
            <span className="mute">{t('calendar.many', { number: formatNumber(mostShown) })}</span>
          )}
        </div>
        {phone ? (
          <Agenda form={form} calendar={calendar} month={month} onOpen={open} />
        ) : (
          <div className="calendar-body">
            <MonthGrid form={form} calendar={calendar} month={month} carried={carried} onOpen={open} onKey={onKey} />
            {calendar.movable && <Tray form={form} calendar={calendar} carried={carried} onOpen={open} onKey={onKey} />}
          </div>
        )}
        <span className="visually-hidden">{words(view.label)}</span>
        <span className="visually-hidden" id="calendar-how">
          {t('calendar.how')}
        </span>
        <span className="visually-hidden" role="status" aria-live="assertive">
          {said}
        </span>
      </div>
    </DragArea>
  );
}

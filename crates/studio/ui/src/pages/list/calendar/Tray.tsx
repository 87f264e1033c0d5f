/** What has no day yet: dragged onto one, carried by keys, or given one from a box. */
import { CalendarOutlined } from '@ant-design/icons';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonChip } from '../../../fields/parts/people';
import { useDrag } from '../../../lib/dnd/DragArea';
import { formatNumber } from '../../../lib/format';
import type { FormModel, Rec } from '../../../model/app';
import { titleOf } from '../../../model/context';
import type { Carried } from './CalendarView';
import type { Calendar } from './useCalendar';

interface Props {
  readonly form: FormModel;
  readonly calendar: Calendar;
  readonly carried: Carried | undefined;
  readonly onOpen: (record: Rec) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, record: Rec) => void;
}

export function Tray({ form, calendar, carried, onOpen, onKey }: Props) {
  const { t } = useTranslation();
  const { unscheduled, unscheduledTotal } = calendar;
  return (
    <aside className="tray" aria-labelledby="tray-title">
      <header>
        <h3 id="tray-title">{t('calendar.tray')}</h3>
        <span className="number tray-count">{formatNumber(unscheduledTotal)}</span>
      </header>
      <p className="mute">{t('calendar.trayHint')}</p>
      <ul>
        {unscheduled.map((record) => (
          <Waiting
            key={record.id}
            form={form}
            calendar={calendar}
            record={record}
            carried={carried?.record.id === record.id ? carried : undefined}
            onOpen={onOpen}
            onKey={onKey}
          />
        ))}
      </ul>
      {unscheduled.length === 0 && !calendar.loose.isPending && <p className="tray-none">{t('calendar.trayNone')}</p>}
      {unscheduledTotal > unscheduled.length && (
        <p className="mute tray-more">{t('calendar.trayMore', { count: unscheduledTotal - unscheduled.length })}</p>
      )}
    </aside>
  );
}

interface WaitingProps extends Omit<Props, 'carried'> {
  readonly record: Rec;
  readonly carried: Carried | undefined;
}

function Waiting({ form, calendar, record, carried, onOpen, onKey }: WaitingProps) {
  const { t } = useTranslation();
  const { grip } = useDrag(record.id, record);
  const [choosing, setChoosing] = useState(false);
  const title = titleOf(form, record);
  return (
    <li className={`tray-item${carried ? ' tray-carried' : ''}`}>
      <button
        type="button"
        className="tray-card"
        data-record={record.id}
        aria-describedby="calendar-how"
        {...grip}
        onClick={() => onOpen(record)}
        onKeyDown={(event) => onKey(event, record)}
      >
        <b>{title}</b>
        {record.owner && (
          <span className="mute">
            <PersonChip id={record.owner} />
          </span>
        )}
        {carried?.day && <span className="tray-to">{t('calendar.to', { day: carried.day.slice(5) })}</span>}
      </button>
      <button
        type="button"
        className="tray-pick"
        aria-label={t('calendar.pick', { title })}
        aria-expanded={choosing}
        onClick={() => setChoosing(!choosing)}
      >
        <CalendarOutlined />
      </button>
      {choosing && (
        <DatePicker
          open
          autoFocus
          className="tray-box"
          aria-label={t('calendar.pick', { title })}
          defaultPickerValue={dayjs(calendar.today)}
          onOpenChange={(open) => setChoosing(open)}
          onChange={(day) => {
            setChoosing(false);
            if (day) calendar.put(record, day.format('YYYY-MM-DD'));
          }}
        />
      )}
    </li>
  );
}

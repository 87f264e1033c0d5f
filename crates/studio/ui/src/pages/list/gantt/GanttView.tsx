/** A view as bars along the time, with names on the left. Bars move and stretch by mouse, touch and keyboard. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Loading } from '../../../components/State';
import { useChange, withPending } from '../../../components/useChange';
import { FieldCell } from '../../../fields/FieldValue';
import { useWords } from '../../../i18n/text';
import { recall, remember } from '../../../lib/stored';
import { useToday } from '../../../lib/today';
import { usePhone } from '../../../lib/useMedia';
import type { Rec } from '../../../model/app';
import { resolveColumn } from '../../../model/columns';
import { fieldOf, titleOf, useApp } from '../../../model/context';
import { systemField } from '../../../model/system';
import { dateOf, shifted } from '../calendar/month';
import { mayWrite } from '../calendar/useCalendar';
import { ListFailed } from '../ListFailed';
import { useLook } from '../useLook';
import { useRecords } from '../useRecords';
import type { ViewProps } from '../views';
import { BarRow } from './BarRow';
import { barOf, dayWidth, doneOf, monthsOf, type Part, type Scale, scaleFor, scales, spanOf, ticksOf } from './bars';
import '../../../components/switch.css';
import './gantt.css';

const rowHeight = 40;

type Line = { readonly key: string; readonly record: Rec } | { readonly key: string; readonly group: Rec };

export default function GanttView({ form, view, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const phone = usePhone();
  const { today, zone } = useToday();
  const { pending, change, hold } = useChange(form);
  const memory = `gantt.${app.key}.${form.key}.${view.key}`;
  const [chosen, setScale] = useState<Scale | null>(() => recall<Scale | null>(memory, null));
  const [said, setSaid] = useState('');
  const scroll = useRef<HTMLDivElement>(null);
  const from = view.from === undefined ? undefined : (fieldOf(form, view.from) ?? systemField(view.from));
  const to = view.to === undefined ? undefined : (fieldOf(form, view.to) ?? systemField(view.to));
  const group = view.group === undefined ? undefined : fieldOf(form, view.group);
  const progress = view.progress === undefined ? undefined : fieldOf(form, view.progress);
  const written = view.title === undefined ? undefined : resolveColumn(app, form, view.title, words);
  const expand = useMemo(
    () => [
      ...new Set(
        [written?.expand, group?.kind === 'link' ? group.key : undefined].filter((path) => path !== undefined),
      ),
    ],
    [written?.expand, group],
  );
  const order = useMemo(
    () => ({
      ...view,
      sort: [...(group ? [group.key] : []), ...(view.sort?.length ? view.sort : [view.from ?? 'created_at'])],
    }),
    [view, group],
  );
  const { lookOf } = useLook(form, view);
  const list = useRecords(form, order, place, expand);
  const records = withPending(list.rows, pending);
  const span = useMemo(
    () =>
      spanOf(
        records.flatMap((record) => [dateOf(record[from?.key ?? ''], zone), dateOf(record[to?.key ?? ''], zone)]),
        today,
      ),
    [records, from, to, zone, today],
  );
  const lines = useMemo(() => {
    const all: Line[] = [];
    let last: unknown;
    for (const record of records) {
      if (group && (all.length === 0 || record[group.key] !== last)) {
        last = record[group.key];
        all.push({ key: `group ${record.id}`, group: record });
      }
      all.push({ key: record.id, record });
    }
    return all;
  }, [records, group]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: 56,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown > lines.length - 20) void fetchNextPage();
  }, [lastShown, lines.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  // Of the first page only: the scale must not change while one scrolls.
  const first = list.data?.pages[0]?.items;
  const scale = useMemo(
    () =>
      chosen ??
      scaleFor(
        (first ?? []).flatMap(
          (record) =>
            barOf(record[from?.key ?? ''], record[to?.key ?? ''], { from: '2000-01-01', days: 0 }, zone)?.length ?? [],
        ),
      ),
    [chosen, first, from, to, zone],
  );
  const width = dayWidth[scale];
  const todayAt = barOf(today, null, span, zone)?.at ?? 0;
  const ready = !list.isPending;
  // The view opens on today, a third from the left, and stays there when the scale changes.
  useEffect(() => {
    const node = scroll.current;
    if (ready && node) node.scrollLeft = Math.max(0, todayAt * width - node.clientWidth / 3);
  }, [ready, todayAt, width]);

  if (!from || !to) return <Empty title={t('list.unknownView')} />;
  if (list.error) return <ListFailed place={place} error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading rows={10} />;
  if (records.length === 0) return <Empty title={t('list.nothingFound')} hint={t('list.nothingFoundHint')} />;

  const movable = mayWrite(form, from) && mayWrite(form, to);
  function move(record: Rec, part: Part, days: number) {
    if (days === 0 || !from || !to) return;
    const changes: Record<string, unknown> = {};
    const start = record[from.key];
    const end = record[to.key];
    if (part !== 'end' && typeof start === 'string') changes[from.key] = shifted(start, days, zone);
    if (part !== 'start') {
      const last = typeof end === 'string' ? end : part === 'end' ? start : undefined;
      if (typeof last === 'string') changes[to.key] = shifted(last, days, zone);
    }
    const day = (key: string) => dateOf(changes[key] ?? record[key], zone) ?? '–';
    const text = t('gantt.moved', { title: titleOf(form, record), from: day(from.key), to: day(to.key) });
    setSaid(text);
    change(record, changes, text);
  }
  const months = monthsOf(span);
  const ticks = ticksOf(span, scale);
  const nameWidth = phone ? 128 : 240;
  const style = { '--name': `${nameWidth}px`, '--days': `${span.days * width}px` } as CSSProperties;
  return (
    <div className="gantt">
      <div className="gantt-bar">
        <Button
          onClick={() =>
            scroll.current?.scrollTo({
              left: Math.max(0, todayAt * width - scroll.current.clientWidth / 3),
              behavior: 'smooth',
            })
          }
        >
          {t('calendar.today')}
        </Button>
        <fieldset className="segments">
          <legend className="visually-hidden">{t('gantt.scale')}</legend>
          {scales.map((key) => (
            <button
              key={key}
              type="button"
              aria-pressed={scale === key}
              onClick={() => {
                remember(memory, key);
                setScale(key);
              }}
            >
              {t(`period.${key}`)}
            </button>
          ))}
        </fieldset>
        <span className="topbar-space" />
        {list.total !== undefined && (
          <span className="mute number">{t('list.total', { count: list.total, number: list.total })}</span>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: bars along the time are no set of form fields */}
      <div className="gantt-scroll" ref={scroll} tabIndex={0} role="group" aria-label={words(view.label)} style={style}>
        <div className={ticks.length === 0 ? 'gantt-head gantt-plain' : 'gantt-head'} aria-hidden>
          <div className="gantt-corner">{words(form.label)}</div>
          <div className="gantt-times">
            {months.map(({ at, length, date }) => (
              <span key={date} className="gantt-month" style={{ left: at * width, width: length * width }}>
                <span>{dayjs(date).format(length * width < 70 ? 'M' : t('calendar.month'))}</span>
              </span>
            ))}
            {ticks.map(({ at, length, date }) => (
              <span
                key={date}
                className={`gantt-tick number${scale === 'day' && dayjs(date).day() % 6 === 0 ? ' weekend' : ''}${date === today ? ' today' : ''}`}
                style={{ left: at * width, width: length * width }}
              >
                {dayjs(date).date()}
              </span>
            ))}
          </div>
        </div>
        <div className="gantt-rows" style={{ height: virtual.getTotalSize() }}>
          <i className="gantt-today" style={{ left: nameWidth + (todayAt + 0.5) * width }} aria-hidden />
          {items.map(({ index, start }) => {
            const line = lines[index];
            if (!line) return null;
            const at = { transform: `translateY(${start}px)`, height: rowHeight };
            if ('group' in line)
              return (
                <div key={line.key} className="gantt-group" style={at}>
                  <span className="gantt-name">
                    {group && <FieldCell field={group} value={line.group[group.key]} record={line.group} />}
                  </span>
                </div>
              );
            const { record } = line;
            const holder = written?.holder(record);
            const text = written && holder ? holder[written.field.key] : undefined;
            return (
              <BarRow
                key={line.key}
                style={at}
                title={titleOf(form, record)}
                text={typeof text === 'string' && text !== '' ? text : titleOf(form, record)}
                bar={barOf(record[from.key], record[to.key], span, zone)}
                dates={[dateOf(record[from.key], zone), dateOf(record[to.key], zone)]}
                done={progress && doneOf(record[progress.key], progress.kind)}
                look={lookOf(record)}
                width={width}
                movable={movable}
                onHold={hold}
                onMove={(part, days) => move(record, part, days)}
                onOpen={() => open(record)}
              />
            );
          })}
        </div>
      </div>
      <span className="visually-hidden" id="gantt-how">
        {t('gantt.how')}
      </span>
      <span className="visually-hidden" role="status" aria-live="assertive">
        {said}
      </span>
    </div>
  );

  function open(record: Rec) {
    place.set({ record: record.id });
  }
}

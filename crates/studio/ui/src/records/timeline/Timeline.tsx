/** What happened to a record, newest first, by day: changes, comments and follow-ups; a box to write in below. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../api/records';
import { meQuery } from '../../api/session';
import { Empty, Failed, Loading } from '../../components/State';
import { civil, useToday } from '../../lib/today';
import type { FormModel, Rec } from '../../model/app';
import { ActivityEntry } from './ActivityEntry';
import { ChangeEntry } from './ChangeEntry';
import { CommentEntry } from './CommentEntry';
import { Composer } from './Composer';
import { type Entry, type Side, sides, useTimeline } from './useTimeline';
import { useLanding, useWanted } from './useWanted';
import '../../components/switch.css';
import './timeline.css';

interface Props {
  readonly place: Place;
  readonly form: FormModel;
  readonly record: Rec;
  /** Opens a form of follow-ups with the link set. */
  readonly onFollowUp: (() => void) | undefined;
}

const keyOf = (entry: Entry) => {
  if (entry.kind === 'comment') return entry.comment.id;
  if (entry.kind === 'activity') return entry.record.id;
  return `${entry.change.version} ${entry.at} ${entry.change.action}`;
};

export function Timeline({ place, form, record, onFollowUp }: Props) {
  const { t } = useTranslation();
  const { data: me } = useSuspenseQuery(meQuery);
  const { today, zone } = useToday();
  const wanted = useWanted();
  const [side, setSide] = useState<Side>('all');
  // Whoever comes for a comment wants the conversation.
  useEffect(() => {
    if (wanted !== undefined) setSide('comment');
  }, [wanted]);
  const timeline = useTimeline(place, form, record, side);
  const isWanted = (entry: Entry) => wanted !== undefined && entry.kind === 'comment' && entry.at === wanted;
  const land = useLanding(
    wanted,
    side !== 'comment' || timeline.entries.some(isWanted),
    timeline.more && !timeline.loadingMore && timeline.loadMore,
  );
  const days = new Map<string, Entry[]>();
  for (const entry of timeline.entries) {
    const day = civil(new Date(entry.at), zone).date;
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  const name = (day: string) => {
    if (day === today) return t('timeline.today');
    if (day === civil(new Date(Date.now() - 86_400_000), zone).date) return t('timeline.yesterday');
    return day;
  };
  const shown = sides.filter((side) => side !== 'activity' || timeline.activities.length > 0);
  return (
    <aside className="timeline" aria-label={t('record.timeline')}>
      <div className="timeline-head">
        <h3>{t('record.timeline')}</h3>
        <fieldset className="segments timeline-sides">
          <legend className="visually-hidden">{t('timeline.show')}</legend>
          {shown.map((key) => (
            <button key={key} type="button" aria-pressed={key === side} onClick={() => setSide(key)}>
              {t(`timeline.side.${key}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="timeline-scroll" tabIndex={0}>
        {timeline.error && timeline.entries.length === 0 && <Failed error={timeline.error} retry={timeline.retry} />}
        {timeline.loading && <Loading rows={4} />}
        {!timeline.loading && !timeline.error && timeline.entries.length === 0 && (
          <Empty title={t(`timeline.none.${side}`)} />
        )}
        {[...days].map(([day, items]) => (
          <section key={day}>
            <h4>{name(day)}</h4>
            <ol>
              {items.map((entry) => (
                <li
                  key={keyOf(entry)}
                  className="timeline-entry"
                  {...(isWanted(entry) ? { ref: land, tabIndex: -1, 'data-wanted': true } : {})}
                >
                  {entry.kind === 'change' && <ChangeEntry form={form} entry={entry.change} />}
                  {entry.kind === 'comment' && (
                    <CommentEntry place={place} record={record.id} comment={entry.comment} me={me} />
                  )}
                  {entry.kind === 'activity' && <ActivityEntry activity={entry.activity} record={entry.record} />}
                </li>
              ))}
            </ol>
          </section>
        ))}
        {timeline.more && (
          <Button block loading={timeline.loadingMore} onClick={timeline.loadMore}>
            {t('timeline.more')}
          </Button>
        )}
      </div>
      {!timeline.commentsError && <Composer place={place} record={record.id} person={me.id} onFollowUp={onFollowUp} />}
    </aside>
  );
}

/** The first line of an entry: who, what, and when. */
import dayjs from 'dayjs';
import type { ReactNode } from 'react';

export function Line({ name, at, children }: { name: string; at: string; children?: ReactNode }) {
  return (
    <div className="timeline-line">
      <span className="timeline-who">
        <b>{name}</b> {children}
      </span>
      <time className="number mute" dateTime={at} title={dayjs(at).format('YYYY-MM-DD HH:mm:ss')}>
        {dayjs(at).format('HH:mm')}
      </time>
    </div>
  );
}

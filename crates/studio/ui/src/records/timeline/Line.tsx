/** The first line of an entry: who, what, and when. */
import type { ReactNode } from 'react';
import { civil, useZone } from '../../lib/today';

export function Line({ name, at, children }: { name: string; at: string; children?: ReactNode }) {
  const { date, time } = civil(new Date(at), useZone());
  return (
    <div className="timeline-line">
      <span className="timeline-who">
        <b>{name}</b> {children}
      </span>
      <time className="number mute" dateTime={at} title={`${date} ${time}`}>
        {time.slice(0, 5)}
      </time>
    </div>
  );
}

/** How far something is, in percent. */
import type { Reader } from '../kind';

export const reader: Reader<'progress'> = {
  Cell: ({ value }) => (
    <span className="progress">
      <span className="progress-track" aria-hidden>
        <span style={{ width: `${Math.min(100, Math.max(0, value))}%` }} />
      </span>
      <span className="number">{value}%</span>
    </span>
  ),
  width: 150,
  family: 'number',
};

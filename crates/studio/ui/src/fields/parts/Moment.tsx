/** A moment as the clocks of the organisation show it; who is in another zone is told whose clocks these are. */
import { formatDateTime } from '../../lib/format';
import { isElsewhere, useZone } from '../../lib/today';

export function Moment({ value }: { value: string }) {
  const zone = useZone();
  return (
    <time className="number" dateTime={value} {...(isElsewhere(zone) ? { title: zone } : {})}>
      {formatDateTime(value, zone)}
    </time>
  );
}

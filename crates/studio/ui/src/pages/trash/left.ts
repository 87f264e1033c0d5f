/** How long something is still kept. Pure. */
import { civil } from '../../lib/today';

/** Days from `today` until the day of `until` in `zone`; 0 on the last day, and after it. */
export function daysLeft(until: string, today: string, zone: string): number {
  const end = new Date(until);
  if (Number.isNaN(end.getTime())) return 0;
  const days = (Date.parse(`${civil(end, zone).date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000;
  return Math.max(0, Math.round(days));
}

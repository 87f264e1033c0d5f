/** Today and now in date pickers: those of the organisation. The pickers of antd ask dayjs for them, by `tz()` where it has that. */
import dayjs, { type Dayjs } from 'dayjs';
import { browserZone, civil } from './today';

let zone = browserZone;

/** From here on pickers mark the day that it is in `next`. */
export function setPickerZone(next: string) {
  zone = next;
}

/** What the clocks of `zone` show at `moment`. A picker knows the browser's clock only, so it is given this as if it were that. */
export function shownIn(moment: Date, zone: string): Dayjs {
  const { date, time } = civil(moment, zone);
  return dayjs(`${date}T${time}`);
}

dayjs.extend((_options, Day) => {
  Object.assign(Day.prototype, {
    tz(this: Dayjs) {
      return shownIn(this.toDate(), zone);
    },
  });
});

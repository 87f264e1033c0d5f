/** The civil calendar of the organisation: which day and time a moment is where the organisation works. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { meQuery } from '../api/session';

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  let found = clocks.get(zone);
  if (!found) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    found = new Intl.DateTimeFormat('en-CA', { ...parts, second: '2-digit', hourCycle: 'h23', timeZone: zone });
    clocks.set(zone, found);
  }
  return found;
}

/** Date and time of `moment` in `zone`: `2026-01-31` and `09:30:00`. */
export function civil(moment: Date, zone: string): { readonly date: string; readonly time: string } {
  const part = Object.fromEntries(
    clock(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}:${part.second}`,
  };
}

/** The moment at which it is `date`, `time` in `zone`. */
export function momentOf(date: string, time: string, zone: string): Date {
  const wanted = Date.parse(`${date}T${time}Z`);
  let guess = wanted;
  for (let turn = 0; turn < 2; turn += 1) {
    const shown = civil(new Date(guess), zone);
    guess += wanted - Date.parse(`${shown.date}T${shown.time}Z`);
  }
  return new Date(guess);
}

export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether the clocks of `zone` show something else than those of the browser. */
export function isElsewhere(zone: string): boolean {
  if (zone === browserZone) return false;
  const now = new Date();
  const [there, here] = [civil(now, zone), civil(now, browserZone)];
  return there.date !== here.date || there.time !== here.time;
}

/** The organisation's zone for everything that shows a moment; where nobody is signed in it is the browser's. */
export const ZoneContext = createContext(browserZone);
export const useZone = () => useContext(ZoneContext);

/** The organisation's zone, the date there, renewed when it changes, and the moment when it was seen first. */
export function useToday(): { readonly today: string; readonly zone: string; readonly seen: Date } {
  const { data: me } = useSuspenseQuery(meQuery);
  const zone = me.time_zone;
  const look = useCallback(() => {
    const seen = new Date();
    return { today: civil(seen, zone).date, seen };
  }, [zone]);
  const [day, setDay] = useState(look);
  useEffect(() => {
    const renew = () => setDay((day) => (day.today === look().today ? day : look()));
    renew();
    const timer = setInterval(renew, 30_000);
    return () => clearInterval(timer);
  }, [look]);
  return { ...day, zone };
}

/** Says where one is in the designer, and tells who else is there. */
import { useEffect, useState } from 'react';
import { bePresent, leavePresence, type Present } from '../../api/drafts';
import { usePresenceEvents } from '../../api/events';

const beat = 20_000;

export function usePresence(app: string, place: string, me: string): readonly Present[] {
  const [people, setPeople] = useState<readonly Present[]>([]);
  useEffect(() => {
    let over = false;
    // Who cannot be told that one is here is not kept from designing.
    const tell = () =>
      bePresent(app, place).then(
        (people) => {
          if (!over) setPeople(people);
        },
        () => undefined,
      );
    void tell();
    const timer = setInterval(tell, beat);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [app, place]);
  useEffect(() => {
    const leave = () => void leavePresence(app).catch(() => undefined);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [app]);
  usePresenceEvents(app, ({ people }) => setPeople(people));
  return people.filter(({ id }) => id !== me);
}

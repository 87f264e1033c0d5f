/** Records that were opened in this browser, newest first. */
import { recall, remember } from './stored';

export interface Recent {
  readonly app: string;
  readonly form: string;
  readonly id: string;
  readonly title: string;
}

/** One list for each person, so that a shared browser does not show another's titles. */
const key = (person: string) => `recents.${person}`;

export function recents(person: string): readonly Recent[] {
  return recall<readonly Recent[]>(key(person), []);
}

export function noteRecent(person: string, recent: Recent) {
  const others = recents(person).filter(({ id }) => id !== recent.id);
  remember(key(person), [recent, ...others].slice(0, 12));
}

export function forgetRecent(person: string, id: string) {
  remember(
    key(person),
    recents(person).filter((recent) => recent.id !== id),
  );
}

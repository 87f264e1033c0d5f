/** Looks again when others write the record on the screen, or records that point to it. */
import { useQueryClient } from '@tanstack/react-query';
import { useEvents } from '../api/events';
import type { Place } from '../api/records';
import type { Relation } from './related';

export function useLive(place: Place, id: string, related: readonly Relation[]) {
  const cache = useQueryClient();
  const again = (...queryKey: string[]) => void cache.invalidateQueries({ queryKey });
  function lookAgain() {
    for (const name of ['record', 'history', 'comments']) again(name, place.app, place.form, id);
  }
  useEvents('records', ({ app, form, ids }) => {
    if (app !== place.app) return;
    if (form === place.form && (ids === undefined || ids.includes(id))) lookAgain();
    if (related.some((relation) => relation.form.key === form)) again('short-list', app, form);
  });
  useEvents('notice', () => again('comments', place.app, place.form, id));
  useEvents('resumed', () => {
    lookAgain();
    for (const { form } of related) again('short-list', place.app, form.key);
  });
}

/** Deleting records a little later: until then it can be taken back and nothing has happened. Leaving the page deletes at once. */
import { deleteRecords, type Place } from '../../api/records';

/** How long one may change one's mind, in milliseconds; the message that offers it stays as long. */
export const grace = 10_000;

interface Waiting {
  readonly place: Place;
  readonly ids: readonly string[];
  readonly timer: ReturnType<typeof setTimeout>;
}
const waiting = new Set<Waiting>();

/** Deletes after a while, unless the returned function is called before; it says whether it came in time. */
export function deleteLater(place: Place, ids: readonly string[], done: (error?: unknown) => void): () => boolean {
  const timer = setTimeout(() => {
    waiting.delete(entry);
    deleteRecords(place, ids).then(() => done(), done);
  }, grace);
  const entry: Waiting = { place, ids, timer };
  waiting.add(entry);
  return () => {
    clearTimeout(timer);
    return waiting.delete(entry);
  };
}

/** What still waits when the page goes is sent with its last breath. */
function flush() {
  for (const { place, ids, timer } of waiting) {
    clearTimeout(timer);
    void fetch(`/api/v1/data/${place.app}/${place.form}/batch`, {
      method: 'POST',
      keepalive: true,
      headers: { 'Content-Type': 'application/json', 'X-Formwork': '1' },
      body: JSON.stringify({ atomic: true, operations: ids.map((id) => ({ delete: id })) }),
    });
  }
  waiting.clear();
}
globalThis.addEventListener?.('pagehide', flush);

/** Deleting records a little later: until then it can be taken back and nothing has happened. Leaving the page deletes at once. */
import { beforeLeaving } from '../../api/gate';
import { deleteRecords, type Place } from '../../api/records';

/** How long one may change one's mind, in milliseconds; the message that offers it stays as long. */
export const grace = 10_000;

type Send = (how?: Pick<RequestInit, 'keepalive'>) => Promise<void>;
const waiting = new Set<Send>();

/** Deletes after a while, unless the returned function is called before; it says whether it came in time. */
export function deleteLater(place: Place, ids: readonly string[], done: (error?: unknown) => void): () => boolean {
  const send: Send = (how) => {
    clearTimeout(timer);
    waiting.delete(send);
    return deleteRecords(place, ids, how).then(() => done(), done);
  };
  const timer = setTimeout(send, grace);
  waiting.add(send);
  return () => {
    clearTimeout(timer);
    return waiting.delete(send);
  };
}

/** What still waits when the person or the page goes is sent with its last breath; a page that comes back hears the answer. */
const sendAll = () => Promise.all([...waiting].map((send) => send({ keepalive: true })));
globalThis.addEventListener?.('pagehide', () => void sendAll());
beforeLeaving(sendAll);

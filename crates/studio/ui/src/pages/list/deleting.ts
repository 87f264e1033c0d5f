/** Deleting records a little later: until then it can be taken back and nothing has happened, on whatever page one is. Leaving the product asks first, and then deletes at once. */
import { create } from 'zustand';
import { beforeLeaving } from '../../api/gate';
import { deleteRecords, type Place } from '../../api/records';

/** How long one may change one's mind, in milliseconds; the message that offers it stays as long. */
export const grace = 10_000;
/** What is offered still works when it is taken at the very last moment. */
const leeway = 300;

type Send = (how?: Pick<RequestInit, 'keepalive'>) => Promise<void>;
interface Waiting {
  readonly place: Place;
  readonly ids: readonly string[];
  readonly send: Send;
}

const useWaiting = create<{ readonly all: readonly Waiting[] }>(() => ({ all: [] }));

export interface Deletion {
  /** Nothing is deleted; whether that came in time. */
  back: () => boolean;
  /** It is offered for so many milliseconds from now on. */
  stay: (milliseconds: number) => void;
}

/** Deletes after a while, unless it is taken back before. */
export function deleteLater(place: Place, ids: readonly string[], done: (error?: unknown) => void): Deletion {
  const drop = () => {
    clearTimeout(timer);
    const { all } = useWaiting.getState();
    useWaiting.setState({ all: all.filter((other) => other !== own) });
    if (all.length === 1) globalThis.removeEventListener?.('beforeunload', ask);
    return all.includes(own);
  };
  const send: Send = (how) => {
    drop();
    return deleteRecords(place, ids, how).then(() => done(), done);
  };
  const own: Waiting = { place, ids, send };
  let timer = setTimeout(send, grace + leeway);
  useWaiting.setState(({ all }) => ({ all: [...all, own] }));
  globalThis.addEventListener?.('beforeunload', ask);
  return {
    back: drop,
    stay: (milliseconds) => {
      if (!useWaiting.getState().all.includes(own)) return;
      clearTimeout(timer);
      timer = setTimeout(send, milliseconds + leeway);
    },
  };
}

/** Records of a form that are about to be deleted. */
export function useDeleting({ app, form }: Place): readonly string[] {
  const all = useWaiting((state) => state.all);
  return all.flatMap(({ place, ids }) => (place.app === app && place.form === form ? ids : []));
}

/** Who goes away now could not change their mind any more. */
function ask(event: BeforeUnloadEvent) {
  event.preventDefault();
}

/** What still waits when the person or the page goes is sent with its last breath; a page that comes back hears the answer. */
const sendAll = () => Promise.all(useWaiting.getState().all.map(({ send }) => send({ keepalive: true })));
globalThis.addEventListener?.('pagehide', () => void sendAll());
beforeLeaving(sendAll);

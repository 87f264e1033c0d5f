/** Which editors are open in this browser now, also in other tabs: what they keep is nobody else's. */

const here = new Set<string>();
/** How long other tabs are given to answer, in milliseconds. */
const patience = 200;

type Said = { readonly who: true } | { readonly open: readonly string[] };
const isSaid = (data: unknown): data is Said => typeof data === 'object' && data !== null;

let channel: BroadcastChannel | undefined;
const hearing = new Set<(open: readonly string[]) => void>();

/** The tabs of a browser talk here; without such a thing each tab knows of its own editors only. */
function tabs(): BroadcastChannel | undefined {
  if (channel || typeof BroadcastChannel === 'undefined') return channel;
  const opened = new BroadcastChannel('formwork.editors');
  opened.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isSaid(data)) return;
    if ('who' in data) opened.postMessage({ open: [...here] } satisfies Said);
    else for (const hear of hearing) hear(data.open);
  };
  channel = opened;
  return channel;
}

/** Notes an editor that is open until the returned function is called. */
export function openEditor(key: string): () => void {
  here.add(key);
  tabs();
  return () => {
    here.delete(key);
  };
}

/** The editors that are open, in this tab and in those that answer. */
export function openEditors(): Promise<ReadonlySet<string>> {
  return new Promise((resolve) => {
    const all = new Set<string>();
    const hear = (open: readonly string[]) => {
      for (const key of open) all.add(key);
    };
    hearing.add(hear);
    tabs()?.postMessage({ who: true } satisfies Said);
    setTimeout(() => {
      hearing.delete(hear);
      resolve(new Set([...all, ...here]));
    }, patience);
  });
}

/** What the server tells as it happens: one stream for the whole page, shared by every screen that shows data. */
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import { askForSession, useGate } from './gate';

/** Records were written. Without ids many were, or some that the person may not know of: look again. */
export interface RecordChange {
  readonly app: string;
  readonly form: string;
  readonly ids?: readonly string[];
  readonly by?: string | null;
}
/** Another release of an app is in force. */
export interface AppChange {
  readonly app: string;
  readonly release: number;
}
/** A draft was saved. */
export interface DraftChange {
  readonly app: string;
  readonly version: number | string;
  readonly by?: string | null;
}
/** Who has the designer of an app open. */
export interface Presence {
  readonly app: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly place?: string }[];
}

interface Told {
  records: RecordChange;
  app: AppChange;
  draft: DraftChange;
  presence: Presence;
  notice: { readonly unread: number };
  announcement: object;
  /** Anything may be otherwise: the stream is back after a gap, or the person may see and do other things than before. */
  resumed: object;
}
type Name = keyof Told;
const names = ['records', 'app', 'draft', 'presence', 'notice', 'announcement'] as const satisfies readonly Name[];

/** `lost`: the server does not answer; `late`: it does, but its stream does not come through; `quiet`: a page in the background holds no connection. */
type Link = 'closed' | 'opening' | 'open' | 'lost' | 'late' | 'quiet';

export const useConnection = create<{ readonly link: Link }>(() => ({ link: 'closed' }));
const set = (link: Link) => useConnection.setState({ link });

const listeners = new Map<Name, Set<(told: never) => void>>();
let source: EventSource | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let rest: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let gap = false;

function tell<N extends Name>(name: N, told: Told[N]) {
  for (const listener of listeners.get(name) ?? []) (listener as (told: Told[N]) => void)(told);
}

/** Calls `listener` for every event of that name until the returned function is called. */
export function listen<N extends Name>(name: N, listener: (told: Told[N]) => void): () => void {
  const all = listeners.get(name) ?? new Set();
  listeners.set(name, all.add(listener as (told: never) => void));
  return () => void all.delete(listener as (told: never) => void);
}

function connect() {
  clearTimeout(retry);
  source?.close();
  if (!['lost', 'late'].includes(useConnection.getState().link)) set('opening');
  const stream = new EventSource('/api/v1/events');
  source = stream;
  stream.onopen = () => {
    failures = 0;
    set('open');
    if (gap) tell('resumed', {});
    gap = false;
  };
  stream.onerror = () => void interrupted(stream);
  for (const name of names)
    stream.addEventListener(name, ({ data }) => {
      if (typeof data === 'string') tell(name, JSON.parse(data));
    });
  stream.addEventListener('rights', () => tell('resumed', {}));
}

/** The stream broke: the session may have ended, else the server or the network is away and comes back. */
async function interrupted(stream: EventSource) {
  if (stream !== source) return;
  stream.close();
  gap = true;
  failures += 1;
  const status = await fetch('/api/v1/me').then(
    (answer) => answer.status,
    () => 0,
  );
  if (stream !== source) return;
  if (status === 401) {
    if (useGate.getState().person === undefined) return disconnect();
    return askForSession().then(connect, disconnect);
  }
  // One break of a stream on a server that answers is nothing to worry about.
  if (status !== 200) set('lost');
  else if (failures > 3) set('late');
  retry = setTimeout(connect, Math.min(500 * 2 ** failures, 10_000) * (0.8 + Math.random() * 0.4));
}

function disconnect() {
  clearTimeout(retry);
  clearTimeout(rest);
  source?.close();
  source = undefined;
  failures = 0;
  set('closed');
}

/** Tries at once, instead of at the next turn. */
export function reconnect() {
  failures = 0;
  connect();
}

function onVisible() {
  clearTimeout(rest);
  if (document.visibilityState === 'visible') {
    if (useConnection.getState().link === 'quiet') connect();
  } else if (source) {
    // Browsers allow few connections to one server: a page that nobody looks at gives its own back.
    rest = setTimeout(() => {
      clearTimeout(retry);
      source?.close();
      source = undefined;
      gap = true;
      set('quiet');
    }, 60_000);
  }
}

function onOffline() {
  gap = true;
  set('lost');
}

/** Opens the stream; the returned function closes it. Called once, by the frame of the signed-in pages. */
export function openEvents(): () => void {
  connect();
  document.addEventListener('visibilitychange', onVisible);
  addEventListener('online', reconnect);
  addEventListener('offline', onOffline);
  return () => {
    document.removeEventListener('visibilitychange', onVisible);
    removeEventListener('online', reconnect);
    removeEventListener('offline', onOffline);
    disconnect();
  };
}

/** Calls `onTold` with every event of that name while the component is there. */
export function useEvents<N extends Name>(name: N, onTold: (told: Told[N]) => void) {
  const told = useEffectEvent(onTold);
  useEffect(() => listen(name, (event) => told(event)), [name]);
}

/** Calls `onChange` when records of a form were written by anybody, and after a gap in the stream (then without ids). */
export function useRecordEvents(app: string, form: string, onChange: (change: RecordChange) => void) {
  useEvents('records', (change) => {
    if (change.app === app && change.form === form) onChange(change);
  });
  useEvents('resumed', () => onChange({ app, form }));
}

/** Calls `onRelease` when another release of the app is in force. */
export function useAppEvents(app: string, onRelease: (change: AppChange) => void) {
  useEvents('app', (change) => {
    if (change.app === app) onRelease(change);
  });
}

/** Calls `onDraft` when somebody saved the app's draft. */
export function useDraftEvents(app: string, onDraft: (change: DraftChange) => void) {
  useEvents('draft', (change) => {
    if (change.app === app) onDraft(change);
  });
}

/** Calls `onPresence` with who has the app's designer open, whenever that changes. */
export function usePresenceEvents(app: string, onPresence: (presence: Presence) => void) {
  useEvents('presence', (presence) => {
    if (presence.app === app) onPresence(presence);
  });
}

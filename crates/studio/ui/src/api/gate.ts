/** What happens when a session ends while a page is open: requests wait until the person has signed in again, in place. */
import { create } from 'zustand';

interface Gate {
  /** Who is signed in on this page; nobody before signing in and after signing out. */
  readonly person: { readonly id: string; readonly account: string; readonly name: string } | undefined;
  /** Whether the server has forgotten the person and the page asks for signing in. */
  readonly asking: boolean;
}

export const useGate = create<Gate>(() => ({ person: undefined, asking: false }));

let waiting: { readonly go: () => void; readonly stop: () => void }[] = [];

/** From here on a lost session is asked for in place. */
export function holdSession(person: NonNullable<Gate['person']>) {
  useGate.setState({ person });
}

/** The person is signed in again: what waited goes on. */
export function resumeSession() {
  const held = waiting;
  waiting = [];
  useGate.setState({ asking: false });
  for (const { go } of held) go();
}

/** The person goes away: what waited is refused. */
export function dropSession() {
  const held = waiting;
  waiting = [];
  useGate.setState({ asking: false, person: undefined });
  for (const { stop } of held) stop();
}

/** Asks for signing in again; settles when that has happened, fails when the person goes away. */
export function askForSession(): Promise<void> {
  return new Promise((go, stop) => {
    waiting.push({ go, stop: () => stop(new Error('signed out')) });
    useGate.setState({ asking: true });
  });
}

/** Sends a request; when the session has ended, once more after the person has signed in again. */
export async function throughSession(address: string, send: () => Promise<Response>): Promise<Response> {
  const response = await send();
  const held = useGate.getState().person !== undefined && !address.includes('/api/v1/auth/');
  if (response.status !== 401 || !held) return response;
  try {
    await askForSession();
  } catch {
    return response;
  }
  return send();
}

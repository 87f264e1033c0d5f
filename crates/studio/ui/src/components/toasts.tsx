/** Short messages about what just happened; one may offer to take it back. */
import { CheckCircleFilled, CloseCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';

type Tone = 'good' | 'bad' | 'plain';
interface Action {
  readonly label: string;
  act: () => void;
  /** It takes nothing back, so that Ctrl+Z does not mean it. */
  readonly byKey?: false;
}
interface Toast {
  readonly id: number;
  readonly at: number;
  readonly tone: Tone;
  readonly text: string;
  readonly action: Action | undefined;
}

const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
const timers = new Map<number, { readonly timer: ReturnType<typeof setTimeout>; readonly end: number }>();
let last = 0;
/** So long at most somebody may keep a message. */
const longest = 60_000;

function drop(id: number) {
  clearTimeout(timers.get(id)?.timer);
  timers.delete(id);
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

function stay({ id }: Toast, milliseconds: number) {
  clearTimeout(timers.get(id)?.timer);
  timers.set(id, { timer: setTimeout(() => drop(id), milliseconds), end: Date.now() + milliseconds });
}

/** While it is pointed at, or has the focus, a message waits; then it has the time that it had, and a moment at least. */
function hold(toast: Toast) {
  const end = timers.get(toast.id)?.end ?? 0;
  const left = Math.max(4000, end - Date.now());
  stay(toast, longest);
  return () => timers.has(toast.id) && stay(toast, left);
}

/** Says `text` for a few seconds, longer when there is something to do; a person who uses a screen reader hears it. */
export function say(text: string, tone: Tone = 'good', action?: Action) {
  last += 1;
  const id = last;
  const toast: Toast = { id, at: Date.now(), tone, text, action };
  // What can be taken back is not pushed away by what only tells something.
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter((other, index) => other.action !== undefined || index >= toasts.length - 3), toast],
  }));
  stay(toast, action ? 10_000 : 4000);
}

const newestOffer = () =>
  useToasts.getState().toasts.findLast(({ action }) => action !== undefined && action.byKey !== false);

/** Does what the newest message offers, as Ctrl+Z does, unless it came before `since`; whether there was something. */
export function takeBack(since = 0): boolean {
  const toast = newestOffer();
  if (!toast?.action || toast.at < since) return false;
  drop(toast.id);
  toast.action.act();
  return true;
}

const icons = {
  good: <CheckCircleFilled className="ink-green" aria-hidden />,
  bad: <CloseCircleFilled className="ink-red" aria-hidden />,
  plain: <InfoCircleFilled className="mute" aria-hidden />,
};

/** F8 goes to the button of the newest message, from wherever one is. */
function useWay(holder: { readonly current: HTMLElement | null }) {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      const button = [...(holder.current?.querySelectorAll<HTMLElement>('.toast-action') ?? [])].at(-1);
      if (!button) return;
      event.preventDefault();
      if (!holder.current?.contains(document.activeElement)) before.current = document.activeElement;
      button.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [holder]);
  return () => {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    before.current = null;
  };
}

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  const holder = useRef<HTMLDivElement>(null);
  const goBack = useWay(holder);
  return (
    <div ref={holder} className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <Message key={toast.id} toast={toast} onLeave={goBack} />
      ))}
    </div>
  );
}

function Message({ toast, onLeave }: { readonly toast: Toast; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const free = useRef<() => void>(undefined);
  const { id, tone, text, action } = toast;
  const wait = () => {
    free.current ??= hold(toast);
  };
  const go = () => {
    free.current?.();
    free.current = undefined;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a message waits while one reads or aims at its button
    <div className="toast" onMouseEnter={wait} onMouseLeave={go} onFocus={wait} onBlur={go}>
      {icons[tone]}
      <span className="toast-text">{text}</span>
      {action && (
        <button
          type="button"
          className="toast-action"
          aria-keyshortcuts="F8"
          title={t(action.byKey === false ? 'help.toMessageKey' : 'help.messageKeys')}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onLeave();
          }}
          onClick={() => {
            drop(id);
            onLeave();
            action.act();
          }}
        >
          {action.label}
        </button>
      )}
    </div>
  );
}

/** Short messages about what just happened; one may offer to take it back. */
import { CheckCircleFilled, CloseCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import { create } from 'zustand';

type Tone = 'good' | 'bad' | 'plain';
interface Action {
  readonly label: string;
  act: () => void;
}
interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly action: Action | undefined;
}

const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
const timers = new Map<number, ReturnType<typeof setTimeout>>();
let last = 0;

function drop(id: number) {
  clearTimeout(timers.get(id));
  timers.delete(id);
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

function stay(id: number, milliseconds: number) {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => drop(id), milliseconds),
  );
}

/** Says `text` for a few seconds, longer when there is something to do; a person who uses a screen reader hears it. */
export function say(text: string, tone: Tone = 'good', action?: Action) {
  last += 1;
  const id = last;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-3), { id, tone, text, action }] }));
  stay(id, action ? 10_000 : 4000);
}

/** Does what the newest message offers, as Ctrl+Z does; whether there was something. */
export function takeBack(): boolean {
  const toast = useToasts.getState().toasts.findLast(({ action }) => action !== undefined);
  if (!toast?.action) return false;
  drop(toast.id);
  toast.action.act();
  return true;
}

const icons = {
  good: <CheckCircleFilled className="ink-green" aria-hidden />,
  bad: <CloseCircleFilled className="ink-red" aria-hidden />,
  plain: <InfoCircleFilled className="mute" aria-hidden />,
};

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, tone, text, action }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a message waits while one reads or aims at its button
        <div
          key={id}
          className="toast"
          onMouseEnter={() => stay(id, 60_000)}
          onMouseLeave={() => stay(id, 4000)}
          onFocus={() => stay(id, 60_000)}
          onBlur={() => stay(id, 4000)}
        >
          {icons[tone]}
          {text}
          {action && (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                drop(id);
                action.act();
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

/** Short messages about what just happened. */
import { CheckCircleFilled, CloseCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import { create } from 'zustand';

type Tone = 'good' | 'bad' | 'plain';
interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
}

const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));
let last = 0;

/** Says `text` for a few seconds; a person who uses a screen reader hears it. */
export function say(text: string, tone: Tone = 'good') {
  last += 1;
  const id = last;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-3), { id, tone, text }] }));
  setTimeout(() => useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })), 4000);
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
      {toasts.map(({ id, tone, text }) => (
        <div key={id} className="toast">
          {icons[tone]}
          {text}
        </div>
      ))}
    </div>
  );
}

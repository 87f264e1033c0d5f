/** One record of a gantt: its name, and its bar that moves and stretches. */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Bar, dragged, type Part } from './bars';

interface Props {
  readonly style: CSSProperties;
  readonly title: string;
  /** What is written on the bar. */
  readonly text: string;
  readonly bar: Bar | undefined;
  readonly dates: readonly (string | undefined)[];
  readonly done: number | undefined;
  /** The class of its colour. */
  readonly look: string;
  /** Pixels of a day. */
  readonly width: number;
  readonly movable: boolean;
  readonly onHold: (held: boolean) => void;
  readonly onMove: (part: Part, days: number) => void;
  readonly onOpen: () => void;
}

interface Pull {
  readonly part: Part;
  readonly x: number;
  readonly days: number;
}

/** Fewer pixels than this are a click. */
const slack = 4;
/** A finger that rests so long on a bar picks it up; one that moves on scrolls. */
const rest = 250;
/** Keys that follow each other within so many milliseconds belong together. */
const pause = 600;

export function BarRow({ style, title, text, bar, dates, done, look, width, movable, onHold, onMove, onOpen }: Props) {
  const { t } = useTranslation();
  const [pull, setPull] = useState<Pull>();
  const moved = useRef(false);
  const lift = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = bar && pull ? dragged(bar, pull.part, pull.days) : bar;

  function begin(event: PointerEvent<HTMLElement>) {
    moved.current = false;
    if (!movable || event.button !== 0) return;
    const node = event.currentTarget;
    const part = ((event.target as HTMLElement).dataset.part as Part | undefined) ?? 'whole';
    const start = () => {
      node.setPointerCapture(event.pointerId);
      onHold(true);
      setPull({ part, x: event.clientX, days: 0 });
    };
    if (event.pointerType === 'touch') lift.current = setTimeout(start, rest);
    else start();
  }
  function follow(event: PointerEvent<HTMLElement>) {
    if (!pull) return clearTimeout(lift.current);
    const pixels = event.clientX - pull.x;
    if (Math.abs(pixels) > slack) moved.current = true;
    setPull({ ...pull, days: Math.round(pixels / width) });
  }
  function end() {
    clearTimeout(lift.current);
    if (!pull) return;
    setPull(undefined);
    onHold(false);
    if (moved.current) onMove(pull.part, pull.days);
  }
  function cancel() {
    clearTimeout(lift.current);
    if (pull) onHold(false);
    setPull(undefined);
  }
  function onKey(event: KeyboardEvent) {
    if (event.key === 'Escape' && pull) {
      moved.current = true;
      clearTimeout(typing.current);
      cancel();
      return event.stopPropagation();
    }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || !movable) return;
    event.preventDefault();
    // Several keys in a row are one change, written when one pauses.
    const part = event.shiftKey ? 'end' : 'whole';
    const days = (pull?.part === part ? pull.days : 0) + step;
    clearTimeout(typing.current);
    onHold(true);
    setPull({ part, x: 0, days });
    typing.current = setTimeout(() => {
      setPull(undefined);
      onHold(false);
      onMove(part, days);
    }, pause);
  }
  return (
    <div className="gantt-row" style={style}>
      <button type="button" className="gantt-name" onClick={onOpen}>
        <span className="ellipsis">{title}</span>
      </button>
      {shown ? (
        <button
          type="button"
          className={`gantt-item ${look}${pull ? ' gantt-pulled' : ''}${movable ? ' gantt-movable' : ''}`}
          style={{ left: shown.at * width, width: Math.max(shown.length * width, 10) }}
          title={`${title}  ${dates[0] ?? '–'} – ${dates[1] ?? '–'}`}
          {...(movable ? { 'aria-describedby': 'gantt-how' } : {})}
          onPointerDown={begin}
          onPointerMove={follow}
          onPointerUp={end}
          onPointerCancel={cancel}
          onContextMenu={(event) => pull && event.preventDefault()}
          onKeyDown={onKey}
          onClick={() => {
            if (!moved.current) onOpen();
          }}
        >
          {done !== undefined && <i className="gantt-done" style={{ width: `${done}%` }} aria-hidden />}
          <span className="gantt-text">{text}</span>
          {done !== undefined && <span className="gantt-percent number">{Math.round(done)}%</span>}
          <span className="visually-hidden">{t('gantt.span', { from: dates[0] ?? '–', to: dates[1] ?? '–' })}</span>
          {movable && (
            <>
              <i className="gantt-edge" data-part="start" aria-hidden />
              <i className="gantt-edge gantt-edge-end" data-part="end" aria-hidden />
            </>
          )}
        </button>
      ) : (
        <span className="gantt-none mute">{t('gantt.none')}</span>
      )}
    </div>
  );
}

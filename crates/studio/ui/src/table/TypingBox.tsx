/** The text box that has the focus for a table which may be written: an input method begins to compose in it, at the active cell. */
import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMedia } from '../lib/useMedia';

interface Props {
  readonly ref: RefObject<HTMLTextAreaElement | null>;
  /** The id of the table. */
  readonly table: string;
  /** The id of the active cell, when it is drawn. */
  readonly active: string | undefined;
  readonly readOnly: boolean;
  readonly composing: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onComposing: (on: boolean) => void;
  /** What an input method, a picker of signs or a voice wrote, once it is whole. */
  readonly onText: (text: string) => void;
}

export function TypingBox({ ref, table, active, readOnly, composing, onKeyDown, onComposing, onText }: Props) {
  const { t } = useTranslation();
  // Where fingers choose cells, the keyboard of the screen comes with the cell's own box only.
  const touch = useMedia('(pointer: coarse)');

  /** Lies over the active cell, so that what an input method offers hangs there. */
  const place = useCallback(() => {
    const cell = active && document.getElementById(active)?.getBoundingClientRect();
    if (!ref.current || !cell) return;
    const { left, top, width, height } = cell;
    Object.assign(ref.current.style, {
      left: `${left}px`,
      top: `${top}px`,
      minWidth: `${width}px`,
      minHeight: `${height}px`,
    });
  }, [ref, active]);
  useLayoutEffect(() => {
    if (!composing) return;
    place();
    document.addEventListener('scroll', place, true);
    return () => document.removeEventListener('scroll', place, true);
  }, [composing, place]);

  function take(box: HTMLTextAreaElement) {
    const text = box.value;
    box.value = '';
    if (text !== '') onText(text);
  }

  return (
    <textarea
      ref={ref}
      className={`grid-typing${composing ? ' grid-composing' : ''}`}
      rows={1}
      aria-label={t('table.typing')}
      aria-controls={table}
      aria-activedescendant={active}
      readOnly={readOnly}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      {...(touch ? { inputMode: 'none' as const } : {})}
      onKeyDown={onKeyDown}
      onCompositionStart={() => {
        place();
        onComposing(true);
      }}
      onCompositionEnd={(event) => {
        take(event.currentTarget);
        onComposing(false);
      }}
      onInput={(event) => {
        if (!(event.nativeEvent as InputEvent).isComposing) take(event.currentTarget);
      }}
      onBlur={() => onComposing(false)}
    />
  );
}

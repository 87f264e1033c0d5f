/** The box for one cell: the editor of its kind, on top of the cell. Enter and Tab keep and go on, Escape drops; what is wrong is said at once. */
import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editorOf } from '../fields/editors';
import type { EditProps } from '../fields/kind';
import { formatDateTime } from '../lib/format';
import { isComposed } from '../lib/inputMethod';
import { useZone } from '../lib/today';
import type { Rec } from '../model/app';
import type { Column } from '../model/columns';
import type { Kind } from '../model/field';
import { readClock } from './read';

interface Props {
  readonly record: Rec;
  readonly column: Column;
  /** The character that began it: it takes the place of what stood there. */
  readonly typed: string | undefined;
  readonly only: readonly string[] | undefined;
  /** What is wrong with a value; undefined when nothing is. */
  readonly judge: (value: unknown) => string | undefined;
  readonly onKeep: (value: unknown) => void;
  readonly onDone: (to?: 'down' | 'right' | 'left') => void;
}

/** Kinds of which one choice is all there is to say. */
const atOnce: ReadonlySet<Kind> = new Set([
  'select',
  'tree_select',
  'yes_no',
  'user',
  'owner',
  'department',
  'link',
  'region',
  'date',
  'date_time',
  'time',
  'rating',
]);
const clocks: ReadonlySet<Kind> = new Set(['date', 'date_time', 'time']);
const listed: ReadonlySet<Kind> = new Set([
  'select',
  'tree_select',
  'multi_select',
  'user',
  'users',
  'owner',
  'department',
  'link',
  'links',
  'region',
]);

export default function CellEditor({ record, column, typed, only, judge, onKeep, onDone }: Props) {
  const { t } = useTranslation();
  const { field } = column;
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const [value, setValue] = useState<unknown>(record[field.key] ?? null);
  const [issue, setIssue] = useState<string>();
  const latest = useRef(value);
  const Edit = editorOf(field.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined;
  const id = 'cell-editor';

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens
  useEffect(() => {
    const input = box.current?.querySelector<HTMLElement>('input, textarea, button, [tabindex]');
    input?.focus({ preventScroll: true });
    if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) {
      if (!listed.has(field.kind)) input.select();
      // As if it had been typed here: every box understands that.
      if (typed !== undefined && field.kind !== 'yes_no') document.execCommand('insertText', false, typed);
    }
    if (listed.has(field.kind) && typed === undefined) {
      const list = box.current?.querySelector('.ant-select');
      list?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
    }
  }, []);

  /** What was typed into a picker is not told by it before Enter or Tab, which end the editing of a cell. */
  function takeTyped(target: EventTarget) {
    if (!clocks.has(field.kind) || !(target instanceof HTMLInputElement)) return;
    const read = readClock(field, target.value, zone);
    const same = field.kind === 'date_time' && target.value === formatDateTime(String(latest.current), zone);
    if (read !== undefined && !same) latest.current = read;
  }

  /** Keeps the value when nothing is wrong with it. */
  function keep(to?: 'down' | 'right' | 'left'): boolean {
    const wrong = judge(latest.current);
    setIssue(wrong);
    if (wrong !== undefined) return false;
    onKeep(latest.current);
    onDone(to);
    return true;
  }
  const keeping = useRef(keep);
  keeping.current = keep;

  // A click anywhere else keeps what was typed. Lists and calendars hang elsewhere in the page but belong to the box.
  const inside = useRef(false);
  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (!inside.current && !box.current?.contains(event.target as Node)) keeping.current();
      inside.current = false;
    };
    document.addEventListener('pointerdown', onDown);
    return () => document.removeEventListener('pointerdown', onDown);
  }, []);

  function change(next: unknown) {
    latest.current = next;
    setValue(next);
    setIssue(undefined);
    if (atOnce.has(field.kind)) keeping.current();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposed(event)) return;
    const open = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      takeTyped(event.target);
      keep(event.shiftKey ? 'left' : 'right');
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey && !open) {
      event.preventDefault();
      event.stopPropagation();
      takeTyped(event.target);
      keep('down');
    }
  }

  if (!Edit) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what happens inside stays inside
    <div
      ref={box}
      className={`cell-editor${issue ? ' cell-wrong' : ''}`}
      onPointerDown={(event) => {
        inside.current = true;
        event.stopPropagation();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDownCapture={onKeyDown}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <label id={`${id}-label`} htmlFor={id} className="visually-hidden">
        {t('table.editing', { field: column.label })}
      </label>
      <Edit
        id={id}
        field={field as never}
        value={value as never}
        onChange={change}
        invalid={issue !== undefined}
        describedBy={issue ? `${id}-issue` : undefined}
        only={only}
        record={record}
      />
      {issue && (
        <div id={`${id}-issue`} role="alert" className="cell-issue">
          {issue}
        </div>
      )}
    </div>
  );
}

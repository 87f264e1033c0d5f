/** A field of a record for reading, which becomes its own box when it is clicked: Enter saves, Escape leaves it as it was. */
import { CheckOutlined, CloseOutlined, EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ComponentType, type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { editorOf } from '../fields/editors';
import { FieldRead } from '../fields/FieldValue';
import type { EditProps } from '../fields/kind';
import { useWords } from '../i18n/text';
import { isComposed } from '../lib/inputMethod';
import type { Rec } from '../model/app';
import { isEmpty } from '../model/empty';
import type { Field, Kind } from '../model/field';
import type { InPlace } from './useInPlace';

/** Kinds whose choice is the whole change: they save as soon as it is made. */
const atOnce: ReadonlySet<Kind> = new Set([
  'select',
  'tree_select',
  'yes_no',
  'date',
  'date_time',
  'time',
  'rating',
  'link',
  'user',
  'owner',
  'department',
  'region',
]);
/** Kinds with boxes of several lines or parts: Enter belongs to the box, and leaving it does not save. */
const composite: ReadonlySet<Kind> = new Set(['table', 'rich_text', 'long_text', 'json', 'address', 'file', 'image']);

/** Kinds in whose box Enter adds what is typed; once nothing is typed, it saves. */
const collecting: ReadonlySet<Kind> = new Set(['tags', 'multi_select', 'users', 'links']);

const floating = '[class*="-dropdown"], [class*="-popover"], [class*="-popup"], .ant-modal';

interface Props {
  readonly field: Field;
  readonly record: Rec;
  readonly place: InPlace;
  readonly bare: boolean;
  /** Goes on with what is typed in the form of all fields. */
  readonly onWhole: () => void;
}

export function InPlaceField({ field, record, place, bare, onWhole }: Props) {
  const words = useWords();
  if (field.kind === 'separator') return <div className="form-separator">{words(field.text ?? field.label)}</div>;
  if (field.kind === 'explanation') return null;
  const editing = place.open === field.key;
  const label = words(field.label) || field.key;
  const value = (place.dirty ? place.filled.values : record)[field.key];
  const tall = field.kind === 'table' && (editing || !isEmpty(value));
  return (
    <dl className={`read-field${tall ? ' read-tall' : ''}${editing ? ' read-editing' : ''}`} data-field={field.key}>
      <dt id={`in-place-${field.key}-label`} className={bare ? 'visually-hidden' : ''}>
        {label}
      </dt>
      <dd>
        {editing ? (
          <Box field={field} record={record} place={place} onWhole={onWhole} />
        ) : (
          <Value field={field} value={value} record={record} label={label} place={place} />
        )}
      </dd>
    </dl>
  );
}

interface ValueProps {
  readonly field: Field;
  readonly value: unknown;
  readonly record: Rec;
  readonly label: string;
  readonly place: InPlace;
}

function Value({ field, value, record, label, place }: ValueProps) {
  const { t } = useTranslation();
  if (!place.mayEdit(field) || editorOf(field.kind) === null)
    return <FieldRead field={field} value={value} record={record} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside the value does the same by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button beside the value does the same by keyboard
    <div
      className="read-value"
      onClick={(event) => {
        if ((event.target as HTMLElement).closest('a, button, img') || getSelection()?.toString()) return;
        void place.start(field.key);
      }}
    >
      <FieldRead field={field} value={value} record={record} />
      <button
        type="button"
        className="read-pen"
        aria-label={t('record.editField', { field: label })}
        onClick={() => void place.start(field.key)}
      >
        <EditOutlined aria-hidden />
      </button>
    </div>
  );
}

function Box({ field, record, place, onWhole }: Omit<Props, 'bare'>) {
  const { t } = useTranslation();
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const id = `in-place-${field.key}`;
  const Edit = editorOf(field.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined;
  const several = composite.has(field.kind);
  const issues = place.issues[field.key];
  const wrong = issues !== undefined && issues.length > 0;

  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>(
      'input, textarea, [contenteditable="true"], button, [tabindex]',
    );
    first?.focus();
    if (first instanceof HTMLInputElement && first.type === 'text') first.select();
    // Who clicks a choice wants to see what there is to choose.
    const list = box.current?.querySelector('.ant-select');
    if (list && atOnce.has(field.kind)) list.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    if (first?.closest('.ant-picker')) first.click();
  }, [field.kind]);

  const isInside = (target: EventTarget | null) =>
    target instanceof HTMLElement && (box.current?.contains(target) === true || target.closest(floating) !== null);

  const latest = useRef(place);
  latest.current = place;

  /** Before a list inside takes it: Escape leaves the field, whatever is open. */
  function onEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape' || isComposed(event)) return;
    event.preventDefault();
    event.stopPropagation();
    place.cancel();
    returnTo(field.key);
  }
  function onKeyDown(event: KeyboardEvent) {
    const listOpen = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
    if (isComposed(event)) return;
    const adding = collecting.has(field.kind) && (event.target as HTMLInputElement).value !== '';
    const finishing = several ? event.ctrlKey || event.metaKey : !listOpen && !adding && !event.shiftKey;
    if (event.key === 'Enter' && finishing && !(event.target as HTMLElement).closest('.in-place-actions')) {
      event.preventDefault();
      event.stopPropagation();
      void place.commit().then((closed) => closed && returnTo(field.key));
    }
  }
  function onBlur(event: FocusEvent) {
    // Lists of boxes float outside of it; what is left for another window is not left.
    if (several || isInside(event.relatedTarget) || !document.hasFocus()) return;
    requestAnimationFrame(() => {
      if (box.current && !isInside(document.activeElement)) void latest.current.commit();
    });
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the box inside
    <div ref={box} className="in-place" onKeyDownCapture={onEscape} onKeyDown={onKeyDown} onBlur={onBlur}>
      <div className={wrong ? 'in-place-box field-wrong' : 'in-place-box'}>
        {Edit && (
          <Edit
            id={id}
            field={field as never}
            value={(place.value ?? null) as never}
            onChange={(next) => {
              place.type(next);
              if (atOnce.has(field.kind)) void place.commit(next).then((closed) => closed && returnTo(field.key));
            }}
            invalid={wrong}
            describedBy={wrong ? `${id}-issue` : undefined}
            only={place.filled.states[field.key]?.only}
            record={record}
            placeholder={words(field.placeholder) || undefined}
          />
        )}
        {/* A press leaves the focus in the box: to Safari, which gives buttons none, it would be leaving the field. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons within have keys and names */}
        <span className="in-place-actions" role="presentation" onMouseDown={(event) => event.preventDefault()}>
          <Button
            type="primary"
            size="small"
            icon={<CheckOutlined />}
            loading={place.saving}
            aria-label={t('common.save')}
            title={several ? t('record.saveKeys') : t('record.enterSaves')}
            onClick={() => void place.commit()}
          />
          <Button
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('common.cancel')}
            title={t('record.escapeLeaves')}
            onClick={place.cancel}
          />
        </span>
      </div>
      {wrong && (
        <div id={`${id}-issue`} className="field-issue" role="alert">
          {issues.join(' ')}
        </div>
      )}
      {place.problem && (
        <div className="field-issue" role="alert">
          {place.problem}{' '}
          <button type="button" className="link-button" onClick={onWhole}>
            {t('record.inWholeForm')}
          </button>
        </div>
      )}
    </div>
  );
}

/** After saving, the keyboard stands where it was. */
function returnTo(key: string) {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`.read-field[data-field="${key}"] .read-pen`)?.focus(),
  );
}

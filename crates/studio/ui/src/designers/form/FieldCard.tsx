/** A field on the canvas: how it will look, and what can be done with it. */
import {
  CopyOutlined,
  DeleteOutlined,
  ExclamationCircleFilled,
  EyeInvisibleOutlined,
  HolderOutlined,
  LockOutlined,
} from '@ant-design/icons';
import { Tooltip } from 'antd';
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { useDrag } from '../../lib/dnd/DragArea';
import type { FieldDoc } from './document';
import { Ghost } from './Ghost';
import { KindIcon } from './kinds';
import { NameBox } from './NameBox';
import { renaming } from './naming';
import { SubTable } from './SubTable';
import { type Carried, isSelected, useDesign } from './store';
import { useCanvas } from './surroundings';
import { WidthHandle } from './WidthHandle';
import './card.css';

interface Props {
  readonly field: FieldDoc;
  readonly table?: string;
  readonly span: number;
}

export const FieldCard = memo(function FieldCard({ field, table, span }: Props) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const { form, document, actions, wrong, published } = useCanvas();
  const chosen = useDesign((state) => isSelected(state.selection, table, field.key));
  const only = useDesign((state) => chosen && state.selection.at === 'fields' && state.selection.fields.length === 1);
  const naming = useDesign(
    ({ naming }) => naming?.of === 'field' && naming.table === table && naming.field === field.key,
  );
  const lifted = useDesign(({ carried }) => isCarried(carried, table, field.key));
  const turn = useDesign(({ focus }) => (focus?.field === field.key && focus.table === table ? focus.turn : undefined));
  const face = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (turn === undefined) return;
    face.current?.focus();
    actions.focused();
  }, [turn, actions]);
  const together = useDesign((state) =>
    chosen && table === undefined && state.selection.at === 'fields' ? state.selection.fields : undefined,
  );
  const carried: Carried =
    table === undefined
      ? { what: 'fields', fields: together ?? [field.key] }
      : { what: 'column', table, field: field.key };
  const { grip, isDragging } = useDrag(`${table ?? ''}/${field.key}`, carried);

  const label = words(field.label) || (field.kind === 'explanation' ? '' : t('canvas.hiddenLabel'));
  const kind = t(`kind.${field.kind}`);
  const issues = wrong.get(table === undefined ? field.key : `${table}.${field.key}`);
  const marks = [
    field.required ? t('canvas.required') : '',
    field.required_when ? t('canvas.conditionalRequired') : '',
    field.visible_when ? t('canvas.conditional') : '',
    field.read_only ? t('canvas.readOnly') : '',
    issues ? `${t('canvas.issue')}: ${issues.join(' ')}` : '',
  ].filter(Boolean);

  const choose = (event: MouseEvent) => {
    const { table: there, fields } = actions.selected();
    if ((event.ctrlKey || event.metaKey || event.shiftKey) && there === table)
      actions.selectFields(
        table,
        fields.includes(field.key) ? fields.filter((key) => key !== field.key) : [...fields, field.key],
      );
    else actions.selectFields(table, [field.key]);
  };
  const onKey = (event: KeyboardEvent) => {
    const carrying = lifted;
    const forward = event.key === 'ArrowDown' || event.key === 'ArrowRight';
    const back = event.key === 'ArrowUp' || event.key === 'ArrowLeft';
    if (forward || back) {
      const by = forward ? 1 : -1;
      if (carrying) actions.step(by);
      else if (event.altKey) actions.nudge(by);
      else actions.walk(table, field.key, by, event.shiftKey);
    } else if (event.key === ' ') {
      if (carrying) actions.land();
      else {
        if (!chosen) actions.selectFields(table, [field.key]);
        actions.lift();
      }
    } else if (event.key === 'Enter' || event.key === 'F2') {
      if (carrying) actions.land();
      else {
        actions.selectFields(table, [field.key]);
        actions.name({ of: 'field', field: field.key, ...(table === undefined ? {} : { table }) });
      }
    } else if (event.key === 'Escape' && carrying) actions.cancel();
    else if ((event.key === '[' || event.key === ']') && table === undefined) {
      actions.selectFields(undefined, [field.key]);
      actions.widen(event.key === ']' ? 1 : -1, span);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const decor = field.kind === 'separator' || field.kind === 'explanation';
  return (
    <div
      className={`card-field${chosen ? ' card-chosen' : ''}${isDragging || lifted ? ' card-lifted' : ''}${issues ? ' card-wrong' : ''}`}
      {...(table === undefined ? { 'data-cell': field.key } : { 'data-column': `${table}/${field.key}` })}
    >
      <button
        type="button"
        {...grip}
        ref={(node) => {
          face.current = node;
          grip.ref(node);
        }}
        className="card-face"
        aria-pressed={chosen}
        aria-label={[t('canvas.fieldIs', { label: label || kind, kind }), ...marks].join(', ')}
        onClick={choose}
        onDoubleClick={() => actions.name({ of: 'field', field: field.key, ...(table === undefined ? {} : { table }) })}
        // The mouse chooses by its click, which knows of Ctrl and Shift.
        onFocus={({ currentTarget }) => {
          if (!chosen && currentTarget.matches(':focus-visible')) actions.selectFields(table, [field.key]);
        }}
        onKeyDown={onKey}
      />
      <div className="card-label" aria-hidden={!naming}>
        {naming ? (
          <NameBox
            label={t('canvas.name')}
            value={words(field.label)}
            onDone={(text, how) => {
              actions.name(undefined);
              if (text !== undefined) renaming(actions, document, form, table, field, text, published);
              if (how === 'enter') actions.focus(table, field.key);
            }}
          />
        ) : (
          !decor && (
            <>
              <span className="ellipsis">{label}</span>
              {field.required && <span className="field-star">*</span>}
              {field.visible_when && <EyeInvisibleOutlined className="card-mark" />}
              {field.read_only && <LockOutlined className="card-mark" />}
              {table !== undefined && (
                <span className="card-kind">
                  <KindIcon kind={field.kind} />
                </span>
              )}
            </>
          )
        )}
        {issues && !naming && (
          <Tooltip title={issues.join(' ')}>
            <ExclamationCircleFilled className="ink-red" />
          </Tooltip>
        )}
      </div>
      {field.kind === 'table' ? (
        <SubTable field={field} />
      ) : (
        table === undefined && (
          <div className="card-ghost" aria-hidden>
            <Ghost document={document} form={form} table={table} field={field} />
          </div>
        )
      )}
      {only && !naming && (
        <div className="card-tools">
          <HolderOutlined className="card-grip" aria-hidden />
          <Tool label={t('canvas.duplicate')} icon={<CopyOutlined />} act={actions.duplicate} />
          <Tool label={t('canvas.remove')} icon={<DeleteOutlined />} act={actions.askRemove} />
        </div>
      )}
      {only && table === undefined && <WidthHandle field={field.key} span={span} />}
    </div>
  );
});

function Tool({ label, icon, act }: { label: string; icon: React.ReactNode; act: () => void }) {
  return (
    <Tooltip title={label}>
      <button type="button" className="card-tool" aria-label={label} onClick={act}>
        {icon}
      </button>
    </Tooltip>
  );
}

function isCarried(carried: Carried | undefined, table: string | undefined, field: string): boolean {
  if (carried?.what === 'fields') return table === undefined && carried.fields.includes(field);
  return carried?.what === 'column' && carried.table === table && carried.field === field;
}

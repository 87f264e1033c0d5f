/** A field in a form: its name, its control, help, and what is wrong with it. */
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { type ComponentType, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { editorOf } from '../fields/editors';
import { FieldRead } from '../fields/FieldValue';
import type { EditProps } from '../fields/kind';
import { useWords } from '../i18n/text';
import type { Rec } from '../model/app';
import { isEmpty } from '../model/empty';
import { computedKinds, type Field, type Kind } from '../model/field';
import type { FieldState } from './fill';

interface Props {
  readonly field: Field;
  readonly value: unknown;
  readonly state: FieldState;
  readonly issues: readonly string[] | undefined;
  readonly record: Rec | undefined;
  readonly onChange: (key: string, value: unknown) => void;
  readonly onLeave: (key: string) => void;
  /** Its section already carries its name. */
  readonly bare: boolean;
}

export const FieldControl = memo(function FieldControl({
  field,
  value,
  state,
  issues,
  record,
  onChange,
  onLeave,
  bare,
}: Props) {
  const { t } = useTranslation();
  const words = useWords();
  if (field.kind === 'separator') return <div className="form-separator">{words(field.text ?? field.label)}</div>;
  if (field.kind === 'explanation') return <p className="form-explanation lines">{words(field.text ?? field.label)}</p>;
  const id = `field-${field.key}`;
  const Edit = state.readOnly ? undefined : (editorOf(field.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined);
  const help = words(field.help);
  const wrong = issues !== undefined && issues.length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices that the control inside was left
    <div
      className={`field${wrong ? ' field-wrong' : ''}`}
      data-field={field.key}
      onBlur={(event) => {
        // From a box to the next one of the same field, as in the rows of a sub-table, is not away from it.
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave(field.key);
      }}
    >
      <div className={bare ? 'visually-hidden' : 'field-label'}>
        {Edit ? (
          <label id={`${id}-label`} htmlFor={id}>
            {words(field.label) || field.key}
          </label>
        ) : (
          <span id={`${id}-label`}>{words(field.label) || field.key}</span>
        )}
        {state.required && (
          <span className="field-star" title={t('issue.required')} aria-hidden>
            *
          </span>
        )}
        {help && (
          <Tooltip title={help}>
            <QuestionCircleOutlined className="mute" aria-label={help} role="img" tabIndex={0} />
          </Tooltip>
        )}
      </div>
      {Edit ? (
        <Edit
          id={id}
          field={field as never}
          value={(value ?? null) as never}
          onChange={(next) => onChange(field.key, next)}
          invalid={wrong}
          describedBy={wrong ? `${id}-issue` : undefined}
          only={state.only}
          record={record}
          placeholder={words(field.placeholder) || undefined}
        />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a value that is read only, with the name of its field
        <div className="field-fixed" role="group" aria-labelledby={`${id}-label`}>
          {isEmpty(value) && computedKinds.has(field.kind) && !('formula' in field && field.formula) ? (
            <span className="mute">{t('field.given')}</span>
          ) : (
            <FieldRead field={field} value={value} record={record} />
          )}
        </div>
      )}
      {wrong && (
        <div id={`${id}-issue`} className="field-issue" role="alert">
          {issues.join(' ')}
        </div>
      )}
    </div>
  );
});

/** A value of a definition: a literal in the field's own box, or a formula. */
import { FunctionOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { computedKinds } from '../../model/field';
import type { FieldDoc } from '../form/document';
import { formulaIn } from './condition/choices';
import { asField } from './Design';
import { FormulaEditor } from './formula/FormulaEditor';
import { OwnBox } from './late';
import type { Reach } from './scope';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly reach: Reach;
  readonly field: FieldDoc;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly expects?: string | undefined;
  readonly describedBy?: string | undefined;
}

export function ValueEditor({ id, label, reach, field, value, onChange, expects, describedBy }: Props) {
  const { t } = useTranslation('panels');
  const formula = formulaIn(value);
  const toggle = (
    <Tooltip title={t(formula === undefined ? 'value.useFormula' : 'value.useLiteral')}>
      <Button
        type={formula === undefined ? 'text' : 'default'}
        className="value-toggle"
        aria-label={t('value.useFormula')}
        aria-pressed={formula !== undefined}
        icon={<FunctionOutlined />}
        onClick={() => onChange(formula === undefined ? { formula: ' ' } : undefined)}
      />
    </Tooltip>
  );
  return (
    <div className="value">
      <div className="value-box">
        {formula !== undefined || computedKinds.has(field.kind) ? (
          <FormulaEditor
            id={id}
            label={label}
            reach={reach}
            purpose="default"
            value={formula?.trim() === '' ? '' : (formula ?? '')}
            expects={expects}
            onChange={(text) => onChange({ formula: text.trim() === '' ? ' ' : text })}
          />
        ) : (
          <OwnBox
            id={id}
            field={asField(field)}
            value={value ?? null}
            onChange={(next) => onChange(isNothing(next) ? undefined : next)}
            describedBy={describedBy}
          />
        )}
      </div>
      {toggle}
    </div>
  );
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

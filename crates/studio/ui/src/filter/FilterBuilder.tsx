/** Builds a simple filter: field (also over links), operator, value, line by line. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Cascader, InputNumber, Select } from 'antd';
import { type ComponentType, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { editorOf } from '../fields/editors';
import type { EditProps } from '../fields/kind';
import { readerOf } from '../fields/readers';
import { useWords } from '../i18n/text';
import type { FormModel } from '../model/app';
import { useApp } from '../model/context';
import type { Field, Kind } from '../model/field';
import { fieldAt, fieldChoices, filterFields } from './fields';
import type { Clause, Filter } from './filter';
import { operandField } from './operand';
import { type Operator, operandOf, operatorsOf } from './operators';
import './filter.css';

const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;

interface Props {
  readonly form: FormModel;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export function FilterBuilder({ form, filter, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const choices = useMemo(() => fieldChoices(app, form, words), [app, form, t]);
  // The boxes of a new line take longer to make than the frame that shows the button pressed should last.
  const clauses = filter.clauses.slice(0, useDeferredValue(filter.clauses.length));
  const set = (index: number, clause: Clause) => onChange({ ...filter, clauses: filter.clauses.with(index, clause) });
  const start = (key: string): Clause => {
    const field = fieldAt(app, form, key);
    return { field: key, op: (field && operatorsOf(readerOf(field.kind).family)[0]) ?? 'is_set' };
  };
  return (
    <div className="filter-builder">
      {clauses.length > 1 && (
        <div className="filter-match">
          {t('filter.match')}
          <Select
            size="small"
            aria-label={t('filter.match')}
            value={filter.match}
            options={[
              { value: 'all', label: t('filter.all') },
              { value: 'any', label: t('filter.any') },
            ]}
            onChange={(match: 'all' | 'any') => onChange({ ...filter, match })}
          />
        </div>
      )}
      {clauses.length === 0 && <p className="mute">{t('filter.none')}</p>}
      {clauses.map((clause, index) => {
        const field = fieldAt(app, form, clause.field);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: clauses have no identity but their place
          <div key={index} className="filter-clause">
            <Cascader
              aria-label={t('filter.field')}
              className="fill"
              allowClear={false}
              changeOnSelect
              expandTrigger="hover"
              classNames={{ popup: { root: 'field-tree' } }}
              showSearch
              displayRender={(labels) => labels.join(' › ')}
              value={clause.field.split('.')}
              options={choices}
              onChange={(path) => set(index, start(path.join('.')))}
            />
            <Select
              aria-label={t('filter.operator')}
              value={clause.op}
              options={(field ? operatorsOf(readerOf(field.kind).family) : [clause.op]).map((op) => ({
                value: op,
                label: t(`operator.${op}`),
              }))}
              onChange={(op: Operator) =>
                set(index, {
                  field: clause.field,
                  op,
                  ...(operandOf(op) === operandOf(clause.op) ? { value: clause.value } : {}),
                })
              }
            />
            <div className="filter-value">
              {field && (
                <Operand
                  index={index}
                  field={field}
                  clause={clause}
                  onChange={(value) => set(index, { ...clause, value })}
                />
              )}
            </div>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('filter.remove')}
              onClick={() => onChange({ ...filter, clauses: filter.clauses.toSpliced(index, 1) })}
            />
          </div>
        );
      })}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => {
          const clause = start(form.title ?? filterFields(form)[0]?.key ?? '');
          onChange({ ...filter, clauses: [...filter.clauses, clause] });
        }}
      >
        {t('filter.add')}
      </Button>
    </div>
  );
}

interface OperandProps {
  readonly index: number;
  readonly field: Field;
  readonly clause: Clause;
  readonly onChange: (value: unknown) => void;
}

function Operand({ index, field, clause, onChange }: OperandProps) {
  const { t } = useTranslation();
  const operand = operandOf(clause.op);
  if (operand === 'none') return null;
  if (operand === 'days') {
    const days = (clause.value as { days?: number } | undefined)?.days ?? null;
    return (
      <InputNumber
        className="fill"
        min={1}
        max={3650}
        precision={0}
        aria-label={t('filter.value')}
        value={days}
        suffix={t('filter.days')}
        onChange={(days) => onChange(days === null ? undefined : { days })}
      />
    );
  }
  if (operand === 'period')
    return (
      <Select
        className="fill"
        aria-label={t('filter.value')}
        value={(clause.value as string | undefined) ?? null}
        options={periods.map((period) => ({ value: period, label: t(`period.${period}`) }))}
        onChange={onChange}
      />
    );
  const inner = operandField(field, operand);
  if (operand === 'two') {
    const [low = null, high = null] = (clause.value as [unknown, unknown] | undefined) ?? [];
    return (
      <span className="filter-range">
        <Box id={`clause-${index}-low`} field={inner} value={low} onChange={(value) => onChange([value, high])} />
        <span aria-hidden>–</span>
        <Box id={`clause-${index}-high`} field={inner} value={high} onChange={(value) => onChange([low, value])} />
      </span>
    );
  }
  return <Box id={`clause-${index}`} field={inner} value={clause.value ?? null} onChange={onChange} />;
}

function Box({
  id,
  field,
  value,
  onChange,
}: {
  id: string;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation();
  const Edit = editorOf(field.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined;
  if (!Edit) return null;
  return (
    <>
      <label id={`${id}-label`} htmlFor={id} className="visually-hidden">
        {t('filter.value')}
      </label>
      <Edit id={id} field={field as never} value={value as never} onChange={onChange} />
    </>
  );
}

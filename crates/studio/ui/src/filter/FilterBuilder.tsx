/** Builds a simple filter: field (also over links), operator, value, line by line. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Cascader, InputNumber, Select } from 'antd';
import { type ComponentType, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { editorOf } from '../fields/editors';
import type { EditProps } from '../fields/kind';
import { readerOf } from '../fields/readers';
import { useWords } from '../i18n/text';
import { useZone } from '../lib/today';
import type { FormModel } from '../model/app';
import { useApp } from '../model/context';
import type { Field, Kind } from '../model/field';
import { DayBox } from './DayBox';
import { boundOf, dayOf, edgeOf, relativeOf, underOperator } from './day';
import { fieldAt, fieldChoices, filterFields } from './fields';
import type { Clause, Filter } from './filter';
import { askedField, isMoment, operandField } from './operand';
import { type Operator, operandOf, operatorsOf } from './operators';
import { PersonBox } from './PersonBox';
import './filter.css';

const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** What is found in the form itself stands before what is found behind a link. */
const nearestFirst = { sort: (one: readonly unknown[], other: readonly unknown[]) => one.length - other.length };

interface Props {
  readonly form: FormModel;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  /** What is said while there is no condition. */
  readonly hint?: string;
}

/** The operators beside a field. No moment equals a day. */
function operatorsIn(field: Field): readonly Operator[] {
  const all = operatorsOf(readerOf(field.kind).family);
  return isMoment(field) ? all.filter((op) => op !== 'eq') : all;
}

/** Comparisons that are called otherwise of days. */
const ofDays = ['eq', 'lt', 'le', 'gt', 'ge', 'between'] as const satisfies readonly Operator[];
type OfDays = (typeof ofDays)[number];
const isOfDays = (op: Operator): op is OfDays => (ofDays as readonly Operator[]).includes(op);

const ofPeriods = ['this_period', 'last_period', 'next_period'] as const satisfies readonly Operator[];
type OfPeriods = (typeof ofPeriods)[number];
const isOfPeriods = (op: Operator): op is OfPeriods => (ofPeriods as readonly Operator[]).includes(op);

export function FilterBuilder({ form, filter, onChange, hint }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const choices = useMemo(() => fieldChoices(app, form, words), [app, form, t]);
  // The boxes of a new line take longer to make than the frame that shows the button pressed should last.
  const clauses = filter.clauses.slice(0, useDeferredValue(filter.clauses.length));
  const set = (index: number, clause: Clause) => onChange({ ...filter, clauses: filter.clauses.with(index, clause) });
  const zone = useZone();
  const asked = (path: string) => {
    const field = fieldAt(app, form, path);
    return field && askedField(field);
  };
  const start = (key: string): Clause => {
    const field = asked(key);
    return { field: key, op: (field && operatorsIn(field)[0]) ?? 'is_set' };
  };
  const underOp = (clause: Clause, field: Field | undefined, op: Operator): Clause => {
    const keeps = operandOf(op) === operandOf(clause.op) && clause.value !== undefined;
    const day = keeps && field && isMoment(field) && operandOf(op) === 'one';
    return {
      field: clause.field,
      op,
      ...(keeps ? { value: day ? underOperator(clause.value, op, zone) : clause.value } : {}),
    };
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
      {clauses.length === 0 && <p className="mute">{hint ?? t('filter.none')}</p>}
      {clauses.map((clause, index) => {
        const field = asked(clause.field);
        const family = field && readerOf(field.kind).family;
        const days = family === 'date' || family === 'time';
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
              showSearch={nearestFirst}
              displayRender={(labels) => labels.join(' › ')}
              value={clause.field.split('.')}
              options={choices}
              onChange={(path) => set(index, start(path.join('.')))}
            />
            <Select
              aria-label={t('filter.operator')}
              value={clause.op}
              listHeight={360}
              popupMatchSelectWidth={false}
              options={(field ? operatorsIn(field) : [clause.op]).map((op) => ({
                value: op,
                label: days && isOfDays(op) ? t(`dayOperator.${op}`) : t(`operator.${op}`),
              }))}
              onChange={(op: Operator) => set(index, underOp(clause, field, op))}
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

const people: ReadonlySet<Kind> = new Set(['user', 'users', 'owner', 'created_by', 'updated_by']);

interface OperandProps {
  readonly index: number;
  readonly field: Field;
  readonly clause: Clause;
  readonly onChange: (value: unknown) => void;
}

function Operand({ index, field, clause, onChange }: OperandProps) {
  const { t } = useTranslation();
  const zone = useZone();
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
  if (isOfPeriods(clause.op)) {
    const { op } = clause;
    return (
      <Select
        className="fill"
        aria-label={t('filter.value')}
        value={(clause.value as string | undefined) ?? null}
        options={periods.map((period) => ({ value: period, label: t(`periodOf.${op}.${period}`) }))}
        onChange={onChange}
      />
    );
  }
  const moment = isMoment(field);
  const inner: Field = moment
    ? ({ ...operandField(field, operand), kind: 'date' } as Field)
    : operandField(field, operand);
  const shown = (value: unknown) => (moment && !relativeOf(value) ? dayOf(value, zone) : value);
  const bound = (value: unknown, edge: 'start' | 'end') =>
    moment && typeof value === 'string' && value !== '' ? boundOf(value, edge, zone) : value;
  if (operand === 'two') {
    const [low = null, high = null] = (clause.value as [unknown, unknown] | undefined) ?? [];
    return (
      <span className="filter-range">
        <Box
          id={`clause-${index}-low`}
          field={inner}
          value={shown(low)}
          onChange={(value) => onChange([bound(value, 'start'), high])}
        />
        <span aria-hidden>–</span>
        <Box
          id={`clause-${index}-high`}
          field={inner}
          value={shown(high)}
          onChange={(value) => onChange([low, bound(value, 'end')])}
        />
      </span>
    );
  }
  if (inner.kind === 'date')
    return (
      <DayBox value={clause.value} moment={moment} onChange={onChange}>
        <Box
          id={`clause-${index}`}
          field={inner}
          value={shown(clause.value ?? null)}
          onChange={(value) => onChange(bound(value, edgeOf(clause.op)))}
        />
      </DayBox>
    );
  const box = <Box id={`clause-${index}`} field={inner} value={clause.value ?? null} onChange={onChange} />;
  if (!people.has(inner.kind)) return box;
  return (
    <PersonBox value={clause.value} many={operand === 'many'} onChange={onChange}>
      {box}
    </PersonBox>
  );
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

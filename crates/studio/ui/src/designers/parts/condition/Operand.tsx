/** The right side of a clause: a value, the person who asks, today, another field, or a formula. */
import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormulaEditor } from '../formula/FormulaEditor';
import { familyOf, type Reach, resolve } from '../scope';
import { formulaIn, formulaOfSource, type Source, shapeOf, sourceOf, sourcesFor } from './choices';
import { Literal } from './Literal';
import type { Clause } from './model';
import { PathPicker } from './PathPicker';

const units = ['days', 'weeks', 'months', 'quarters', 'years'] as const;
const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;

interface Props {
  readonly id: string;
  readonly reach: Reach;
  /** Where values come from: in the condition of a link the target's fields are asked, and only they can be named. */
  readonly clause: Clause;
  readonly onChange: (value: unknown) => void;
}

export function Operand({ id, reach, clause, onChange }: Props) {
  const { t } = useTranslation('panels');
  const field = resolve(reach, clause.field)?.end;
  const shape = shapeOf(clause.op);
  if (!field || shape === 'none') return null;
  const label = t('condition.value');
  if (shape === 'span') {
    const [[unit, count] = ['days', null]] = Object.entries((clause.value ?? {}) as Record<string, number>);
    return (
      <span className="operand operand-span">
        <InputNumber
          min={1}
          max={3650}
          precision={0}
          aria-label={t('condition.count')}
          value={count}
          onChange={(next) => onChange(next === null ? undefined : { [unit]: next })}
        />
        <Select
          aria-label={t('condition.unit')}
          value={unit}
          options={units.map((each) => ({ value: each, label: t(`condition.unitOf.${each}`) }))}
          onChange={(next: string) => onChange({ [next]: count ?? 1 })}
        />
      </span>
    );
  }
  if (shape === 'period')
    return (
      <Select
        className="fill"
        aria-label={label}
        value={(clause.value as string | undefined) ?? null}
        options={periods.map((period) => ({ value: period, label: t(`condition.periodOf.${period}`) }))}
        onChange={onChange}
      />
    );
  const family = familyOf(reach.document, field);
  if (shape === 'two') {
    const [low, high] = Array.isArray(clause.value) ? clause.value : [];
    return (
      <span className="operand operand-range">
        <Side
          id={`${id}-low`}
          reach={reach}
          field={field}
          value={low}
          sources={sourcesFor(field, family, shape)}
          onChange={(next) => onChange([next, high])}
        />
        <Side
          id={`${id}-high`}
          reach={reach}
          field={field}
          value={high}
          sources={sourcesFor(field, family, shape)}
          onChange={(next) => onChange([low, next])}
        />
      </span>
    );
  }
  return (
    <Side
      id={id}
      reach={reach}
      field={field}
      many={shape === 'many'}
      value={clause.value}
      sources={sourcesFor(field, family, shape)}
      onChange={onChange}
    />
  );
}

interface SideProps {
  readonly id: string;
  readonly reach: Reach;
  readonly field: NonNullable<ReturnType<typeof resolve>>['end'];
  readonly many?: boolean;
  readonly value: unknown;
  readonly sources: readonly Source[];
  readonly onChange: (value: unknown) => void;
}

function Side({ id, reach, field, many = false, value, sources, onChange }: SideProps) {
  const { t } = useTranslation('panels');
  const source = sourceOf(reach, value);
  const label = t('condition.value');
  const family = familyOf(reach.document, field);
  const pick = (next: Source) => {
    const formula = formulaOfSource(next);
    if (next === 'value') onChange(undefined);
    else if (formula !== undefined) onChange({ formula });
    else if (next === 'formula') onChange({ formula: formulaIn(value) ?? '' });
    else {
      const same = firstLike(reach, field.key, family);
      onChange({ formula: same ?? '' });
    }
  };
  const shown = source === 'formula' && formulaIn(value) === '' && !sources.includes('formula') ? 'field' : source;
  return (
    <span className="operand">
      <span className="operand-box">
        {shown === 'value' && (
          <Literal id={id} field={field} many={many} value={value} onChange={onChange} label={label} />
        )}
        {shown === 'field' && (
          <PathPicker
            id={id}
            reach={reach}
            value={formulaIn(value)}
            label={label}
            accepts={(each) => familyOf(reach.document, each) === family}
            onChange={(formula) => onChange({ formula })}
          />
        )}
        {shown === 'formula' && (
          <FormulaEditor
            id={id}
            label={label}
            reach={reach}
            purpose="formula"
            value={formulaIn(value) ?? ''}
            onChange={(formula) => onChange({ formula })}
          />
        )}
        {shown !== 'value' && shown !== 'field' && shown !== 'formula' && (
          <span className="operand-word">{t(`condition.source.${shown}`)}</span>
        )}
      </span>
      {sources.length > 1 && (
        <Dropdown
          trigger={['click']}
          menu={{
            selectedKeys: [shown],
            items: sources.map((each) => ({ key: each, label: t(`condition.source.${each}`) })),
            onClick: ({ key }) => pick(key as Source),
          }}
        >
          <Button
            type="text"
            className="operand-source"
            aria-label={t('condition.sourceOf', { source: t(`condition.source.${shown}`) })}
            icon={<DownOutlined />}
          />
        </Dropdown>
      )}
    </span>
  );
}

/** Another field of the same family, to begin with. */
function firstLike(reach: Reach, key: string, family: string): string | undefined {
  const all = reach.document.forms[reach.form]?.fields ?? [];
  return all.find((each) => each.key !== key && familyOf(reach.document, each) === family)?.key;
}

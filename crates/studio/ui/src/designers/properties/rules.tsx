/** Editors of properties that are conditions, formulas and values. */
import { ExpandAltOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { ConditionDoc } from '../form/document';
import { clauseFor } from '../parts/condition/choices';
import { emptyGroup, writeCondition } from '../parts/condition/model';
import { FormulaEditor } from '../parts/formula/FormulaEditor';
import { Segments } from '../parts/Line';
import { ConditionEditor, Workshop } from '../parts/late';
import { flatOptions, optionsOfField, type Reach } from '../parts/scope';
import { ValueEditor } from '../parts/ValueEditor';
import type { EditorProps } from './editing';
import { typeNameOf } from './typeNames';

type When = 'never' | 'always' | 'when';

/** Never, always, or when a condition holds. */
export function WhenEditor({ id, property, editing, field, set, reach, label }: EditorProps<'when'>) {
  const { t } = useTranslation('panels');
  const condition = field[property.name] as ConditionDoc | undefined;
  const { flag, old } = editing;
  const given: When =
    flag !== undefined && field[flag] === true ? 'always' : condition === undefined ? 'never' : 'when';
  const [asking, setAsking] = useState(false);
  const value: When = given === 'never' && asking ? 'when' : given;
  const words = flag ?? 'visible';
  const choose = (next: When) => {
    setAsking(next === 'when');
    if (flag === undefined) set({ [property.name]: next === 'when' ? condition : undefined });
    else
      set({ [flag]: next === 'always' ? true : undefined, [property.name]: next === 'when' ? condition : undefined });
  };
  const options: readonly When[] = flag === undefined ? ['never', 'when'] : ['never', 'always', 'when'];
  return (
    <div className="when">
      <Segments<When>
        id={id}
        label={label}
        value={value}
        options={options.map((each) => ({ value: each, label: t(`when.${words}.${each}` as 'when.required.never') }))}
        onChange={choose}
      />
      {value === 'when' && (
        <ConditionEditor
          id={`${id}-condition`}
          label={label}
          reach={{ ...reach, old }}
          value={condition}
          onChange={(next) => set({ [property.name]: next, ...(flag === undefined ? {} : { [flag]: undefined }) })}
        />
      )}
    </div>
  );
}

/** Which records of another form; only their fields can be named. */
export function WhereEditor({ id, property, document, field, set, reach: own, label }: EditorProps<'where'>) {
  const { t } = useTranslation('panels');
  const condition = field[property.name] as ConditionDoc | undefined;
  const target = typeof field.form === 'string' ? document.forms[field.form] : undefined;
  const [asking, setAsking] = useState(false);
  if (!target) return <span className="mute">{t('where.noForm')}</span>;
  const reach: Reach = { document, published: own.published, form: target.key };
  if (condition === undefined && !asking)
    return (
      <Button id={id} size="small" type="dashed" icon={<PlusOutlined />} onClick={() => setAsking(true)}>
        {t('where.add')}
      </Button>
    );
  return (
    <ConditionEditor
      id={id}
      label={label}
      reach={reach}
      value={condition}
      onChange={(next) => {
        setAsking(true);
        set({ [property.name]: next });
      }}
    />
  );
}

export function FormulaProperty({ id, property, field, set, reach, label }: EditorProps<'formula'>) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const [open, setOpen] = useState(false);
  const text = typeof field[property.name] === 'string' ? String(field[property.name]) : '';
  const value = text.trim() === '' ? '' : text;
  const change = (next: string) => set({ [property.name]: next.trim() === '' ? ' ' : next });
  return (
    <div className="formula-property">
      <FormulaEditor id={id} reach={reach} purpose="formula" value={value} onChange={change} />
      <Tooltip title={t('formula.workshop')}>
        <Button
          type="text"
          size="small"
          className="formula-expand"
          icon={<ExpandAltOutlined />}
          aria-label={t('formula.workshop')}
          onClick={() => setOpen(true)}
        />
      </Tooltip>
      <Workshop
        id={`${id}-workshop`}
        title={[words(field.label), label].filter(Boolean).join(' · ')}
        open={open}
        onClose={() => setOpen(false)}
        reach={reach}
        purpose="formula"
        value={value}
        onChange={change}
      />
    </div>
  );
}

export function DefaultEditor({
  id,
  property,
  document,
  field,
  set,
  reach,
  label,
  describedBy,
}: EditorProps<'default'>) {
  return (
    <ValueEditor
      id={id}
      label={label}
      reach={reach}
      field={field}
      value={field[property.name]}
      expects={typeNameOf(document, field)}
      describedBy={describedBy}
      onChange={(value) => set({ [property.name]: value })}
    />
  );
}

/** The earliest or latest date or time. */
export function LimitEditor({ id, property, document, field, set, reach, label, describedBy }: EditorProps<'limit'>) {
  return (
    <ValueEditor
      id={id}
      label={label}
      reach={{ ...reach, old: true }}
      field={{ key: field.key, kind: field.kind }}
      value={field[property.name]}
      expects={typeNameOf(document, field)}
      describedBy={describedBy}
      onChange={(value) => set({ [property.name]: value })}
    />
  );
}

interface Limit {
  readonly when: ConditionDoc;
  readonly only: readonly string[];
}

/** Which options may be chosen when; the first condition that holds counts. */
export function OptionsWhenEditor({ id, property, document, field, set, reach, label }: EditorProps<'options_when'>) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const limits = (Array.isArray(field[property.name]) ? field[property.name] : []) as readonly Limit[];
  const options = flatOptions(optionsOfField(document, field));
  const write = (next: readonly Limit[]) => set({ [property.name]: next.length === 0 ? undefined : next });
  const other = (document.forms[reach.form]?.fields ?? []).find(
    ({ key, kind }) => key !== field.key && (kind === 'select' || kind === 'yes_no'),
  );
  return (
    <div className="limits" id={id}>
      {limits.map((limit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: limits have no identity but their place
        <div className="limit" key={index}>
          <div className="limit-head">
            <span>{t('limit.when', { number: index + 1 })}</span>
            <Button size="small" type="text" onClick={() => write(limits.toSpliced(index, 1))}>
              {t('limit.remove')}
            </Button>
          </div>
          <ConditionEditor
            id={`${id}-${index}`}
            label={label}
            reach={{ ...reach, old: true }}
            value={limit.when}
            onChange={(when) => write(limits.with(index, { ...limit, when: when ?? 'true' }))}
          />
          <Select
            mode="multiple"
            className="fill"
            aria-label={t('limit.only')}
            placeholder={t('limit.only')}
            value={[...limit.only]}
            options={options.map((option) => ({ value: option.key, label: words(option.label) }))}
            onChange={(only: string[]) => only.length > 0 && write(limits.with(index, { ...limit, only }))}
          />
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        disabled={options.length === 0}
        onClick={() => {
          const start = other ? writeCondition({ ...emptyGroup, items: [clauseFor(reach, other.key)] }) : undefined;
          write([...limits, { when: start ?? 'true', only: options.map(({ key }) => key) }]);
        }}
      >
        {t('limit.add')}
      </Button>
    </div>
  );
}

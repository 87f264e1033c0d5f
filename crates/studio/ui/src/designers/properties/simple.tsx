/** Editors of properties that are a word, a number or a choice. */
import { AutoComplete, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { currencySymbol } from '../../lib/format';
import { civil, useZone } from '../../lib/today';
import { Segments } from '../parts/Line';
import { TextBox } from '../parts/TextBox';
import { useTyped } from '../parts/useTyped';
import type { EditorProps } from './editing';
import { isPattern, serialSample } from './problems';

type Words = string | { readonly [locale: string]: string } | undefined;

export function TextEditor({ id, property, editing, field, set, describedBy }: EditorProps<'text'>) {
  return (
    <TextBox
      id={id}
      value={field[property.name] as Words}
      lines={editing.lines ?? false}
      needed={editing.needed ?? false}
      describedBy={describedBy}
      onChange={(text) => set({ [property.name]: text })}
    />
  );
}

export function FlagEditor({ id, property, field, set, describedBy }: EditorProps<'flag'>) {
  return (
    <Switch
      id={id}
      size="small"
      checked={field[property.name] === true}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      onChange={(on) => set({ [property.name]: on ? true : undefined })}
    />
  );
}

export function WholeEditor({ id, property, editing, field, set, describedBy }: EditorProps<'whole'>) {
  const value = field[property.name];
  return (
    <InputNumber
      id={id}
      className="fill"
      min={editing.min}
      max={editing.max}
      precision={0}
      value={typeof value === 'number' ? value : null}
      placeholder={editing.usual === undefined ? '' : String(editing.usual)}
      aria-describedby={describedBy}
      onChange={(next) => set({ [property.name]: next ?? undefined })}
    />
  );
}

const decimal = /^-?\d{1,28}(\.\d{1,12})?$/;

export function DecimalEditor({ id, property, field, set, describedBy }: EditorProps<'decimal'>) {
  const { t } = useTranslation('panels');
  const value = field[property.name];
  const typed = useTyped(
    value === undefined ? '' : String(value),
    (text) => (text === '' || decimal.test(text.trim()) ? undefined : t('problem.decimal')),
    (text) => set({ [property.name]: text.trim() === '' ? undefined : text.trim() }),
  );
  return (
    <>
      <Input
        id={id}
        inputMode="decimal"
        value={typed.text}
        aria-describedby={describedBy}
        {...(typed.problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={(event) => typed.type(event.target.value)}
        onBlur={typed.leave}
      />
      {typed.problem && <div className="line-problem">{typed.problem}</div>}
    </>
  );
}

export function ChoiceEditor({ id, property, editing, field, set, label, describedBy }: EditorProps<'choice'>) {
  const { t } = useTranslation('panels');
  const value = field[property.name];
  const word = (each: string) => t(`choice.${property.name}.${each}` as 'choice.display.list');
  const current = typeof value === 'string' ? value : editing.usual;
  const choose = (each: string | undefined) =>
    set({ [property.name]: each === undefined || each === editing.usual ? undefined : each });
  if (editing.usual !== undefined && editing.of.length <= 3)
    return (
      <Segments
        id={id}
        label={label}
        value={current ?? ''}
        options={editing.of.map((each) => ({ value: each, label: word(each) }))}
        onChange={choose}
      />
    );
  return (
    <Select
      id={id}
      className="fill"
      allowClear={editing.usual === undefined && property.name !== 'op'}
      value={current ?? null}
      placeholder={t('choice.none')}
      aria-describedby={describedBy}
      options={editing.of.map((each) => ({ value: each, label: word(each) }))}
      onChange={(each: string | undefined) => choose(each)}
    />
  );
}

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'TWD', 'KRW', 'SGD', 'AUD'];

export function CurrencyEditor({ id, property, document, field, set, describedBy }: EditorProps<'currency'>) {
  const { t } = useTranslation('panels');
  const typed = useTyped(
    typeof field.currency === 'string' ? field.currency : '',
    (text) => (text === '' || /^[A-Z]{3}$/.test(text) ? undefined : t('problem.currency')),
    (text) => set({ [property.name]: text === '' ? undefined : text }),
  );
  return (
    <>
      <AutoComplete
        id={id}
        className="fill"
        allowClear
        value={typed.text}
        placeholder={t('currency.usual', { currency: document.app.settings?.currency ?? 'CNY' })}
        options={currencies.map((each) => ({ value: each, label: `${each} ${currencySymbol(each)}` }))}
        aria-describedby={describedBy}
        onChange={(text: string | undefined) => typed.type((text ?? '').toUpperCase())}
        onBlur={typed.leave}
      />
      {typed.problem && <div className="line-problem">{typed.problem}</div>}
    </>
  );
}

/** Patterns that are wanted often. */
const patterns = {
  letters: '[A-Za-z]+',
  digits: '[0-9]+',
  plate: '[\\u4e00-\\u9fa5][A-Z][A-Z0-9]{5,6}',
  credit: '[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}',
  postcode: '[0-9]{6}',
} as const;

export function RegexEditor({ id, property, field, set, describedBy }: EditorProps<'regex'>) {
  const { t } = useTranslation('panels');
  const typed = useTyped(
    typeof field.pattern === 'string' ? field.pattern : '',
    (text) => (isPattern(text) ? undefined : t('problem.pattern')),
    (text) => set({ [property.name]: text === '' ? undefined : text }),
  );
  return (
    <>
      <AutoComplete
        id={id}
        className="fill"
        allowClear
        value={typed.text}
        placeholder={t('pattern.any')}
        aria-describedby={describedBy}
        options={Object.entries(patterns).map(([name, pattern]) => ({
          value: pattern,
          label: t(`pattern.${name as keyof typeof patterns}`),
        }))}
        onChange={(text: string | undefined) => typed.type(text ?? '')}
        onBlur={typed.leave}
      />
      {typed.problem && <div className="line-problem">{typed.problem}</div>}
    </>
  );
}

const tokens = ['{yyyy}', '{yy}', '{mm}', '{dd}', '{0000}'] as const;

export function SerialEditor({ id, property, field, set, describedBy }: EditorProps<'serial'>) {
  const { t } = useTranslation('panels');
  const pattern = typeof field.pattern === 'string' ? field.pattern : '';
  const typed = useTyped(
    pattern,
    (text) => ((text.match(/\{0+\}/g) ?? []).length === 1 ? undefined : t('problem.serialDigits')),
    (text) => set({ [property.name]: text }),
  );
  const [year = 0, month = 0, date = 0] = civil(new Date(), useZone()).date.split('-').map(Number);
  const day = { year, month, date };
  return (
    <>
      <Input
        id={id}
        value={typed.text}
        maxLength={100}
        aria-describedby={describedBy}
        {...(typed.problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={(event) => typed.type(event.target.value)}
        onBlur={typed.leave}
      />
      <div className="serial-tokens">
        {tokens.map((token) => (
          <button
            key={token}
            type="button"
            className="serial-token"
            aria-label={t('serial.insert', { token })}
            disabled={token === '{0000}' && /\{0+\}/.test(typed.text)}
            onClick={() => typed.type(typed.text + token)}
          >
            {token}
          </button>
        ))}
      </div>
      {typed.problem ? (
        <div className="line-problem">{typed.problem}</div>
      ) : (
        <div className="line-note">{t('serial.sample', { sample: serialSample(pattern, day) })}</div>
      )}
    </>
  );
}

const endings = ['pdf', 'docx', 'xlsx', 'pptx', 'jpg', 'png', 'zip', 'ofd', 'txt', 'csv', 'dwg', 'mp4'];

export function EndingsEditor({ id, property, field, set, describedBy }: EditorProps<'endings'>) {
  const { t } = useTranslation('panels');
  const value = Array.isArray(field.types) ? (field.types as readonly string[]) : [];
  const clean = (words: readonly string[]) => [
    ...new Set(
      words.map((word) => word.trim().replace(/^\./, '').toLowerCase()).filter((word) => /^[a-z0-9]{1,10}$/.test(word)),
    ),
  ];
  return (
    <Select
      id={id}
      className="fill"
      mode="tags"
      value={[...value]}
      tokenSeparators={[',', ' ', '、', '，']}
      placeholder={t('endings.any')}
      options={endings.map((each) => ({ value: each, label: each }))}
      aria-describedby={describedBy}
      onChange={(words: string[]) => {
        const next = clean(words);
        set({ [property.name]: next.length === 0 ? undefined : next });
      }}
    />
  );
}

const widths = { auto: undefined, quarter: 3, third: 4, half: 6, full: 12 } as const;
type WidthName = keyof typeof widths;

export function WidthEditor({ id, property, field, set, label }: EditorProps<'width'>) {
  const { t } = useTranslation('panels');
  const names = Object.keys(widths) as WidthName[];
  const current = names.find((name) => widths[name] === field.width);
  return (
    <span className="width">
      <Segments<WidthName | ''>
        id={id}
        label={label}
        value={current ?? ''}
        options={names.map((name) => ({ value: name, label: t(`width.${name}`) }))}
        onChange={(name) => name !== '' && set({ [property.name]: widths[name] })}
      />
      <InputNumber
        size="small"
        min={1}
        max={12}
        precision={0}
        aria-label={t('width.columns')}
        value={field.width ?? null}
        placeholder="12"
        onChange={(next) => set({ [property.name]: next ?? undefined })}
      />
    </span>
  );
}

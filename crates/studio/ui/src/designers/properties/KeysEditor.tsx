/** Fields taken together: values that may stand only once, and database indexes. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { FieldDoc, FormDoc, UniqueDoc } from '../form/document';
import type { Set as Assigned } from '../form/model';
import { useDesign } from '../parts/Design';
import { Line } from '../parts/Line';
import { formFields, labelOf } from '../parts/scope';
import { TextBox } from '../parts/TextBox';
import { issuesAt } from './located';

interface Props {
  readonly form: FormDoc;
  readonly set: (change: Assigned) => void;
}

/** Kinds that one database index cannot hold. */
const unindexed: ReadonlySet<FieldDoc['kind']> = new Set([
  'long_text', 'rich_text', 'multi_select', 'tags', 'users', 'links', 'table', 'file', 'image', 'address', 'json', 'rollup', 'lookup',
]); // biome-ignore format: a list

function useFieldOptions(form: FormDoc) {
  const words = useWords();
  const { document } = useDesign();
  return formFields(document, form.key)
    .filter(({ kind }) => !unindexed.has(kind))
    .map((field) => ({ value: field.key, label: labelOf(field, words) }));
}

function Fields({
  id,
  label,
  value,
  options,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: readonly string[];
  readonly options: ReturnType<typeof useFieldOptions>;
  readonly onChange: (fields: readonly string[]) => void;
}) {
  return (
    <Select
      id={id}
      className="fill"
      mode="multiple"
      maxCount={8}
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      value={[...value]}
      options={options}
      onChange={(fields: string[]) => fields.length > 0 && onChange(fields)}
    />
  );
}

export function UniqueEditor({ form, set }: Props) {
  const { t } = useTranslation('panels');
  const { issues } = useDesign();
  const options = useFieldOptions(form);
  const unique = form.unique ?? [];
  const write = (next: readonly UniqueDoc[]) => set({ unique: next.length === 0 ? undefined : next });
  return (
    <>
      <p className="line-note">{t('unique.about')}</p>
      {unique.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: unique keys have no identity but their place
        <fieldset key={index} className="panel-card" aria-label={t('unique.number', { number: index + 1 })}>
          <div className="panel-card-head">
            <span>{t('unique.number', { number: index + 1 })}</span>
            <Button size="small" type="text" onClick={() => write(unique.toSpliced(index, 1))}>
              {t('unique.remove')}
            </Button>
          </div>
          <Line
            id={`unique-${index}`}
            label={t('unique.fields')}
            problem={issuesAt(issues, ['forms', form.key, 'unique', index])[0]?.text}
          >
            <Fields
              id={`unique-${index}`}
              label={t('unique.fields')}
              value={each.fields}
              options={options}
              onChange={(fields) => write(unique.with(index, { ...each, fields }))}
            />
          </Line>
          <Line id={`unique-${index}-message`} label={t('unique.message')}>
            <TextBox
              id={`unique-${index}-message`}
              value={each.message}
              onChange={(message) => {
                const { message: _before, ...rest } = each;
                write(unique.with(index, message === undefined ? rest : { ...rest, message }));
              }}
            />
          </Line>
        </fieldset>
      ))}
      <Add
        label={t('unique.add')}
        first={options[0]?.value}
        onAdd={(field) => write([...unique, { fields: [field] }])}
      />
    </>
  );
}

export function IndexesEditor({ form, set }: Props) {
  const { t } = useTranslation('panels');
  const { issues } = useDesign();
  const options = useFieldOptions(form);
  const indexes = form.indexes ?? [];
  const write = (next: readonly (readonly string[])[]) => set({ indexes: next.length === 0 ? undefined : next });
  return (
    <>
      <p className="line-note">{t('index.about')}</p>
      {indexes.map((fields, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: indexes have no identity but their place
        <div key={index} className="panel-row">
          <div className="panel-row-box">
            <Fields
              id={`index-${index}`}
              label={t('index.fields')}
              value={fields}
              options={options}
              onChange={(next) => write(indexes.with(index, next))}
            />
            {issuesAt(issues, ['forms', form.key, 'indexes', index]).map(({ code, text }) => (
              <div key={code} className="line-problem">
                {text}
              </div>
            ))}
          </div>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('index.remove', { number: index + 1 })}
            onClick={() => write(indexes.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Add label={t('index.add')} first={options[0]?.value} onAdd={(field) => write([...indexes, [field]])} />
    </>
  );
}

function Add({
  label,
  first,
  onAdd,
}: {
  readonly label: string;
  readonly first: string | undefined;
  readonly onAdd: (field: string) => void;
}) {
  return (
    <Button
      size="small"
      type="dashed"
      icon={<PlusOutlined />}
      disabled={first === undefined}
      onClick={() => first !== undefined && onAdd(first)}
    >
      {label}
    </Button>
  );
}

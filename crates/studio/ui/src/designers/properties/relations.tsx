/** Editors of properties that name other forms and their fields. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { type AppDocument, type FieldDoc, fieldsIn } from '../form/document';
import { useDesign } from '../parts/Design';
import { isKey, keyFrom } from '../parts/key';
import { familyOf, formFields, labelOf, targetOf } from '../parts/scope';
import { useTyped } from '../parts/useTyped';
import type { EditorProps } from './editing';

/** Where a link leads. The target sees the link back under a name of its own, unless there is one already. */
export function FormEditor({ id, property, document, path, field, set, describedBy }: EditorProps<'form'>) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const value = typeof field.form === 'string' ? field.form : undefined;
  const forms = Object.values(document.forms);
  return (
    <Select
      id={id}
      className="fill"
      showSearch={{ optionFilterProp: 'label' }}
      value={value && document.forms[value] ? value : null}
      placeholder={t('form.pick')}
      aria-describedby={describedBy}
      options={forms.map((form) => ({ value: form.key, label: words(form.label) || form.key }))}
      onChange={(form: string) =>
        set({
          [property.name]: form,
          where: undefined,
          default: undefined,
          back: path.table === undefined ? backName(document, path.form, form) : undefined,
        })
      }
    />
  );
}

/** A free name under which `target` sees the records of `form` that link to it. */
export function backName(document: AppDocument, form: string, target: string): string {
  const claimed = new Set(
    Object.values(document.forms).flatMap((other) =>
      other.fields.flatMap((field) => (field.form === target && typeof field.back === 'string' ? [field.back] : [])),
    ),
  );
  const own = new Set(fieldsIn(document, target).map(({ key }) => key));
  return keyFrom(`${form}s`, 'links', (key) => claimed.has(key) || own.has(key));
}

export function BackEditor({ id, property, document, path, field, set, describedBy }: EditorProps<'back'>) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const target = typeof field.form === 'string' ? document.forms[field.form] : undefined;
  const typed = useTyped(
    typeof field.back === 'string' ? field.back : '',
    (text) => (text === '' || isKey(text) ? undefined : t('problem.keyShape')),
    (text) => set({ [property.name]: text === '' ? undefined : text }),
  );
  const form = document.forms[path.form];
  return (
    <>
      <div className="back">
        <Input
          id={id}
          className="code"
          value={typed.text}
          placeholder={t('back.none')}
          aria-describedby={describedBy}
          {...(typed.problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
          onChange={(event) => typed.type(event.target.value)}
          onBlur={typed.leave}
        />
        {target && field.back === undefined && path.table === undefined && (
          <Button onClick={() => set({ [property.name]: backName(document, path.form, target.key) })}>
            {t('back.create')}
          </Button>
        )}
      </div>
      {typed.problem && <div className="line-problem">{typed.problem}</div>}
      {target && typeof field.back === 'string' && !typed.problem && (
        <div className="line-note">{t('back.about', { target: words(target.label), form: words(form?.label) })}</div>
      )}
    </>
  );
}

const fieldOptions = (fields: readonly FieldDoc[], words: ReturnType<typeof useWords>) =>
  fields.map((field) => ({ value: field.key, label: labelOf(field, words) }));

/** The link over which a lookup looks. */
export function ViaEditor({ id, property, document, path, field, set, describedBy }: EditorProps<'via'>) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const links = fieldsIn(document, path.form, path.table).filter(({ kind }) => kind === 'link');
  return (
    <Select
      id={id}
      className="fill"
      value={links.some(({ key }) => key === field.via) ? (field.via as string) : null}
      placeholder={t('via.pick')}
      notFoundContent={t('via.none')}
      aria-describedby={describedBy}
      options={fieldOptions(links, words)}
      onChange={(via: string) => {
        const target = links.find(({ key }) => key === via);
        const first = typeof target?.form === 'string' ? document.forms[target.form]?.title : undefined;
        set({ [property.name]: via, field: first });
      }}
    />
  );
}

const unlookable: ReadonlySet<string> = new Set(['table', 'separator', 'explanation', 'links']);
const summed: ReadonlySet<string> = new Set(['sum', 'avg']);

/** Fields that may stand in a lookup, a rollup or an amount in words. */
function candidates(
  document: AppDocument,
  form: string,
  table: string | undefined,
  field: FieldDoc,
  among: 'looked_up' | 'rolled_up' | 'amounts',
): readonly FieldDoc[] {
  const own = fieldsIn(document, form, table);
  if (among === 'amounts')
    return own.filter(({ key, kind }) => key !== field.key && ['money', 'number', 'formula'].includes(kind));
  if (among === 'rolled_up') {
    const all = typeof field.form === 'string' ? formFields(document, field.form) : [];
    return summed.has(String(field.op))
      ? all.filter((each) => familyOf(document, each) === 'number')
      : all.filter(({ kind }) => !unlookable.has(kind));
  }
  const via = own.find(({ key }) => key === field.via);
  const target = via && targetOf(via);
  return target ? formFields(document, target).filter(({ kind }) => !unlookable.has(kind)) : [];
}

export function FieldEditor({ id, property, editing, document, path, field, set, describedBy }: EditorProps<'field'>) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const fields = candidates(document, path.form, path.table, field, editing.among);
  const value = field[property.name];
  if (editing.among === 'rolled_up' && field.op === 'count')
    return <span className="mute">{t('rollup.countsAll')}</span>;
  return (
    <Select
      id={id}
      className="fill"
      showSearch={{ optionFilterProp: 'label' }}
      value={fields.some(({ key }) => key === value) ? (value as string) : null}
      placeholder={t('field.pick')}
      aria-describedby={describedBy}
      options={fieldOptions(fields, words)}
      onChange={(key: string) => set({ [property.name]: key })}
    />
  );
}

/** The records that a rollup takes: form and link in one choice, since only links that lead here count. */
export function RollupEditor({ id, property, document, path, field, set, describedBy }: EditorProps<'rollup'>) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const here = Object.values(document.forms).flatMap((form) =>
    form.fields
      .filter((each) => (each.kind === 'link' || each.kind === 'links') && each.form === path.form)
      .map((each) => ({ form, link: each })),
  );
  if (property.name === 'form')
    return (
      <Select
        id={id}
        className="fill"
        value={here.some(({ form }) => form.key === field.form) ? (field.form as string) : null}
        placeholder={t('form.pick')}
        notFoundContent={t('rollup.none')}
        aria-describedby={describedBy}
        options={[...new Map(here.map(({ form }) => [form.key, form])).values()].map((form) => ({
          value: form.key,
          label: words(form.label),
        }))}
        onChange={(form: string) =>
          set({
            form,
            via: here.find((each) => each.form.key === form)?.link.key,
            where: undefined,
            of: undefined,
            ...(field.op === 'count' ? {} : { op: 'count' }),
          })
        }
      />
    );
  const links = here.filter(({ form }) => form.key === field.form).map(({ link }) => link);
  return (
    <Select
      id={id}
      className="fill"
      value={links.some(({ key }) => key === field.via) ? (field.via as string) : null}
      placeholder={t('field.pick')}
      aria-describedby={describedBy}
      options={fieldOptions(links, words)}
      onChange={(via: string) => set({ via })}
    />
  );
}

/** The columns of a sub-table, to be put in order; each is edited on the canvas. */
export function ColumnsEditor({ id, path, field }: EditorProps<'columns'>) {
  const { t } = useTranslation(['panels', 'designer']);
  const words = useWords();
  const { onChange } = useDesign();
  const fields = field.fields ?? [];
  const at = { form: path.form, table: field.key };
  return (
    <ol id={id} className="columns">
      {fields.map((column, index) => (
        <li key={column.key} className="column">
          <span className="ellipsis">{labelOf(column, words)}</span>
          <span className="mute">{t(`designer:kind.${column.kind}`)}</span>
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={index === 0}
            aria-label={t('columns.up', { column: labelOf(column, words) })}
            onClick={() => onChange({ do: 'moveColumn', ...at, field: column.key, to: index - 1 })}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={index === fields.length - 1}
            aria-label={t('columns.down', { column: labelOf(column, words) })}
            onClick={() => onChange({ do: 'moveColumn', ...at, field: column.key, to: index + 1 })}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            disabled={fields.length === 1}
            aria-label={t('columns.remove', { column: labelOf(column, words) })}
            onClick={() => onChange({ do: 'removeFields', ...at, fields: [column.key] })}
          />
        </li>
      ))}
    </ol>
  );
}

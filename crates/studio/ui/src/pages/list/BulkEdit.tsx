/** Sets one field of many records at once: what it is now, what it will be, and how many change. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryRecords } from '../../api/records';
import { Dialog } from '../../components/Dialog';
import { Loading } from '../../components/State';
import { editorOf } from '../../fields/editors';
import { FieldCell } from '../../fields/FieldValue';
import type { EditProps } from '../../fields/kind';
import { PlainContext } from '../../fields/parts/plain';
import { isWritable } from '../../form/draft';
import { useWords } from '../../i18n/text';
import type { FormModel, Rec } from '../../model/app';
import { useApp } from '../../model/context';
import { isEmpty } from '../../model/empty';
import type { Field, Kind } from '../../model/field';
import { systemFields } from '../../model/system';
import type { Writing } from './useWriting';

interface Props {
  readonly form: FormModel;
  readonly ids: readonly string[];
  readonly writing: Writing;
  readonly onClose: () => void;
}

const inRecord = new Set<Kind>(['table', 'file', 'image', 'json']);

/** The values of a field among records, the most frequent first. */
function spread(records: readonly Rec[], field: Field): readonly { readonly value: unknown; readonly count: number }[] {
  const counts = new Map<string, { value: unknown; count: number }>();
  for (const record of records) {
    const value = isEmpty(record[field.key]) ? null : record[field.key];
    const key = JSON.stringify(value);
    const known = counts.get(key) ?? { value, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

export default function BulkEdit({ form, ids, writing, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const [key, setKey] = useState<string>();
  const [value, setValue] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const owner =
    form.rights.owner === 'write' || form.rights.owner === undefined
      ? systemFields.filter(({ kind }) => kind === 'owner')
      : [];
  const own = form.fields.filter((field) => isWritable(field) && !field.read_only && !inRecord.has(field.kind));
  const fields = [...own, ...owner.filter(({ key }) => !own.some((field) => field.key === key))];
  const field = fields.find((field) => field.key === key);
  const { data: records } = useQuery({
    queryKey: ['bulk', app.key, form.key, ids],
    queryFn: async () => {
      const found: Rec[] = [];
      for (let at = 0; at < ids.length; at += 200) {
        const where = { field: 'id', op: 'in', value: ids.slice(at, at + 200) };
        found.push(...(await queryRecords({ app: app.key, form: form.key }, { where, limit: 200 })).items);
      }
      return found;
    },
    gcTime: 0,
    retry: false,
  });
  const now = field && records ? spread(records, field) : undefined;
  const changing =
    records && field
      ? records.filter(
          (record) =>
            JSON.stringify(isEmpty(record[field.key]) ? null : record[field.key]) !==
            JSON.stringify(isEmpty(value) ? null : value),
        ).length
      : 0;
  const Edit = field && (editorOf(field.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined);
  const label = words(field?.label) || (field?.key ?? '');

  async function save() {
    if (!field || !records) return;
    setSaving(true);
    const done = await writing.write(
      t('bulk.done', { count: changing, field: label }),
      records.map((record) => ({ record, set: { [field.key]: value } })),
    );
    setSaving(false);
    if (done) onClose();
  }

  return (
    <Dialog
      open
      title={t('bulk.editTitle', { count: ids.length })}
      okText={t('bulk.write', { count: changing })}
      okButtonProps={{ disabled: changing === 0, loading: saving }}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      onOk={() => void save()}
    >
      {records ? (
        <div className="bulk-edit">
          <Select
            aria-label={t('filter.field')}
            className="fill"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('bulk.field')}
            value={key ?? null}
            options={fields.map((field) => ({ value: field.key, label: words(field.label) || field.key }))}
            onChange={(key: string) => {
              setKey(key);
              setValue(null);
            }}
          />
          {field && Edit && (
            <>
              <label id="bulk-value-label" htmlFor="bulk-value">
                {t('bulk.value')}
              </label>
              <Edit id="bulk-value" field={field as never} value={value as never} onChange={setValue} />
              {isEmpty(value) && <p className="mute">{t('bulk.empties')}</p>}
              <dl className="bulk-now">
                <dt>{t('bulk.now')}</dt>
                <dd>
                  <PlainContext value={true}>
                    {now?.slice(0, 6).map(({ value, count }) => (
                      <span key={JSON.stringify(value)} className="bulk-share">
                        <FieldCell field={field} value={value} /> <span className="number mute">{count}</span>
                      </span>
                    ))}
                    {now && now.length > 6 && (
                      <span className="mute">{t('bulk.otherValues', { count: now.length - 6 })}</span>
                    )}
                  </PlainContext>
                </dd>
              </dl>
            </>
          )}
        </div>
      ) : (
        <Loading rows={3} />
      )}
    </Dialog>
  );
}

/** Records of another form that point to this one: how many, the newest, all of them; a new one, or one that is there already. */
import { LinkOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortListQuery } from '../api/records';
import { FieldCell } from '../fields/FieldValue';
import { isWritable } from '../form/draft';
import { useWords } from '../i18n/text';
import type { FormModel, Rec } from '../model/app';
import { titleOf, useApp } from '../model/context';
import { isEmpty } from '../model/empty';
import { figuresOf } from './Figures';
import { LinkDialog } from './LinkDialog';
import { NewDialog } from './NewDialog';
import { presetOf, type Relation } from './related';
import './related.css';

const few = 4;

interface Props {
  readonly relation: Relation;
  readonly from: FormModel;
  readonly record: Rec;
  readonly title: string;
}

export function RelatedCard({ relation, from, record, title }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { form, field } = relation;
  const many = field.kind === 'links';
  const where = { field: field.key, op: many ? 'has' : 'eq', value: record.id };
  const [all, setAll] = useState(false);
  const [dialog, setDialog] = useState<'new' | 'link'>();
  const { data, error } = useQuery({
    ...shortListQuery(
      { app: app.key, form: form.key },
      { where, sort: ['-created_at'], limit: all ? 50 : few, total: true },
    ),
    retry: false,
  });
  if (error) return null;
  const total = data?.total ?? data?.items.length ?? 0;
  const state = form.fields.find((other) => other.kind === 'select' && other.key !== form.title);
  const day = form.fields.find((other) => other.kind === 'date' || other.kind === 'date_time');
  const name = words(form.label);
  const via = words(field.label) || field.key;
  // Two links of one form to this one would otherwise bear the same name.
  const double = form.fields.filter(
    (other) => (other.kind === 'link' || other.kind === 'links') && other.form === field.form && other.back,
  );
  const heading = double.length > 1 ? `${name} · ${via}` : name;
  return (
    <article className="card related-card">
      <div className="related-head">
        <h3 className="ellipsis">
          <Link to="/a/$app/$form" params={{ app: app.key, form: form.key }} search={{ filter: { all: [where] } }}>
            {heading}
          </Link>{' '}
          <span className="number mute">{data ? total : '…'}</span>
        </h3>
        <span className="related-actions">
          {form.rights.update && isWritable(field) && (
            <Button
              type="text"
              size="small"
              icon={<LinkOutlined />}
              aria-label={t('record.linkTitle', { form: name, title })}
              title={t('record.linkExisting')}
              onClick={() => setDialog('link')}
            />
          )}
          {form.rights.create && (
            <Button
              type="text"
              size="small"
              icon={<PlusOutlined />}
              aria-label={t('list.newOf', { form: name })}
              onClick={() => setDialog('new')}
            >
              {t('list.new')}
            </Button>
          )}
        </span>
      </div>
      {data?.items.length === 0 && <p className="related-none mute">{t('record.relatedNone', { form: name })}</p>}
      <ul>
        {data?.items.map((item) => {
          const [figure] = figuresOf(form, item, 1);
          const shown = [state, figure, day].filter((field) => field && !isEmpty(item[field.key]));
          return (
            <li key={item.id}>
              <Link to="/a/$app/$form/$id" params={{ app: app.key, form: form.key, id: item.id }} className="ellipsis">
                {titleOf(form, item)}
              </Link>
              {shown.slice(0, 2).map(
                (field) =>
                  field && (
                    <span key={field.key} className="related-value">
                      <FieldCell field={field} value={item[field.key]} record={item} />
                    </span>
                  ),
              )}
            </li>
          );
        })}
      </ul>
      {total > few && (
        <button type="button" className="related-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('record.relatedFewer') : t('record.relatedAll', { count: total })}
        </button>
      )}
      {dialog === 'new' && (
        <NewDialog form={form} preset={presetOf(relation, from, record)} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'link' && (
        <LinkDialog relation={relation} record={record} title={title} onClose={() => setDialog(undefined)} />
      )}
    </article>
  );
}

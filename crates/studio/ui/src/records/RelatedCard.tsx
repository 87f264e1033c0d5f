/** Records of another form that point to this one: how many, the newest four, all of them, a new one. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shortListQuery } from '../api/records';
import { FieldCell } from '../fields/FieldValue';
import { useWords } from '../i18n/text';
import type { Rec } from '../model/app';
import { titleOf, useApp } from '../model/context';
import { figuresOf } from './Figures';
import type { Relation } from './related';

export function RelatedCard({ relation, record }: { relation: Relation; record: Rec }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { form, field } = relation;
  const many = field.kind === 'links';
  const where = { field: field.key, op: many ? 'has' : 'eq', value: record.id };
  const { data, error } = useQuery({
    ...shortListQuery({ app: app.key, form: form.key }, { where, sort: ['-created_at'], limit: 4, total: true }),
    retry: false,
  });
  if (error) return null;
  const total = data?.total ?? data?.items.length ?? 0;
  const state = form.fields.find((other) => other.kind === 'select');
  const name = words(form.label);
  const preset = { [field.key]: many ? [record.id] : record.id };
  return (
    <article className="card related-card">
      <div className="related-head">
        <h3>
          <Link to="/a/$app/$form" params={{ app: app.key, form: form.key }} search={{ filter: { all: [where] } }}>
            {name}
          </Link>{' '}
          <span className="number mute">{data ? total : '…'}</span>
        </h3>
        {form.rights.create && (
          <Link
            to="/a/$app/$form/new"
            params={{ app: app.key, form: form.key }}
            search={{ set: preset }}
            aria-label={t('list.newOf', { form: name })}
          >
            <PlusOutlined aria-hidden /> {t('list.new')}
          </Link>
        )}
      </div>
      {data?.items.length === 0 && <p className="related-none mute">{t('record.relatedNone', { form: name })}</p>}
      <ul>
        {data?.items.map((item) => {
          const [figure] = figuresOf(form, item, 1);
          return (
            <li key={item.id}>
              <Link to="/a/$app/$form/$id" params={{ app: app.key, form: form.key, id: item.id }} className="ellipsis">
                {titleOf(form, item)}
              </Link>
              {state && <FieldCell field={state} value={item[state.key]} record={item} />}
              {figure && <FieldCell field={figure} value={item[figure.key]} record={item} />}
            </li>
          );
        })}
      </ul>
    </article>
  );
}

/** By what a list is ordered: first by this, then by that. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { readerOf } from '../../../fields/readers';
import { useWords } from '../../../i18n/text';
import type { FormModel, View } from '../../../model/app';
import { moved } from '../../../table/widths';
import { columnChoices } from '../settings';
import type { ListPlace } from '../useListPlace';

export default function SortBox({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const words = useWords();
  const sortable = columnChoices(form)
    .filter((field) => readerOf(field.kind).sortable !== false && field.right !== 'masked')
    .map((field) => ({ value: field.key, label: words(field.label) || field.key }));
  const current = place.search.sort?.split(',') ?? view.sort ?? [];
  const set = (sort: readonly string[]) => place.set({ sort: sort.join(',') || undefined });
  const known = new Set(current.map((item) => item.replace(/^-/, '')));
  const next = sortable.find(({ value }) => !known.has(value))?.value;
  return (
    <div className="sort-box">
      {current.length === 0 && <p className="mute">{t('sort.none')}</p>}
      {current.map((item, index) => {
        const falling = item.startsWith('-');
        const path = item.replace(/^-/, '');
        return (
          <div key={path} className="sort-line">
            <Select
              aria-label={t('sort.field')}
              showSearch={{ optionFilterProp: 'label' }}
              value={path}
              options={sortable.filter(({ value }) => value === path || !known.has(value))}
              onChange={(path: string) => set(current.with(index, falling ? `-${path}` : path))}
            />
            <Segmented
              aria-label={t('sort.order')}
              value={falling ? 'falling' : 'rising'}
              options={[
                { value: 'rising', label: t('sort.rising') },
                { value: 'falling', label: t('sort.falling') },
              ]}
              onChange={(order) => set(current.with(index, order === 'falling' ? `-${path}` : path))}
            />
            <Button
              type="text"
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              aria-label={t('sort.earlier')}
              onClick={() => set(moved(current, index, index - 1))}
            />
            <Button
              type="text"
              icon={<ArrowDownOutlined />}
              disabled={index === current.length - 1}
              aria-label={t('sort.later')}
              onClick={() => set(moved(current, index, index + 1))}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('sort.remove')}
              onClick={() => set(current.toSpliced(index, 1))}
            />
          </div>
        );
      })}
      <div className="sort-line">
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          disabled={next === undefined || current.length >= 5}
          onClick={() => next && set([...current, next])}
        >
          {t('sort.add')}
        </Button>
        {place.search.sort && (
          <Button type="link" onClick={() => place.set({ sort: undefined })}>
            {t('sort.reset')}
          </Button>
        )}
      </div>
    </div>
  );
}

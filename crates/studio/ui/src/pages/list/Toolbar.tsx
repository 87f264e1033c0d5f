/** What narrows a list: new, filter, order, row height, columns, search. */
import {
  ColumnHeightOutlined,
  FilterOutlined,
  PlusOutlined,
  SearchOutlined,
  SettingOutlined,
  SortAscendingOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Input, Popover, Select } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../components/State';
import { readerOf } from '../../fields/readers';
import { type Filter, fromCondition, toCondition } from '../../filter/filter';
import { useWords } from '../../i18n/text';
import { useDebounced } from '../../lib/useDebounced';
import { usePhone } from '../../lib/useMedia';
import type { FormModel, View } from '../../model/app';
import { useApp } from '../../model/context';
import { columnChoices, densities, useTableSettings } from './settings';
import type { ListPlace } from './useListPlace';

const FilterBuilder = lazy(async () => ({ default: (await import('../../filter/FilterBuilder')).FilterBuilder }));

export function Toolbar({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const phone = usePhone();
  const table = view.kind === 'table';
  return (
    <div className="toolbar" role="toolbar" aria-label={t('list.toolbar')}>
      {form.rights.create && (
        <Link to="/a/$app/$form/new" params={{ app: app.key, form: form.key }} className="ant-btn-link-plain">
          <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
            {phone ? t('list.new') : t('list.newOf', { form: words(form.label) })}
          </Button>
        </Link>
      )}
      <FilterButton form={form} place={place} />
      {table && !phone && (
        <>
          <SortButton form={form} view={view} place={place} />
          <HeightButton form={form} view={view} />
          <ColumnsButton form={form} view={view} />
        </>
      )}
      <span className="toolbar-space" />
      <SearchBox place={place} />
    </div>
  );
}

function FilterButton({ form, place }: { form: FormModel; place: ListPlace }) {
  const { t } = useTranslation();
  const condition = place.search.filter;
  const simple = fromCondition(condition);
  const [draft, setDraft] = useState<Filter>();
  const shown = draft ?? simple;
  const count = simple ? simple.clauses.length : 1;
  const apply = (filter: Filter) => {
    setDraft(filter);
    place.set({ filter: toCondition(filter) });
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      onOpenChange={(open) => setDraft(open ? simple : undefined)}
      content={
        <Suspense fallback={<Loading rows={2} />}>
          {shown ? (
            <FilterBuilder form={form} filter={shown} onChange={apply} />
          ) : (
            <div className="filter-builder">
              <p>{t('filter.complex')}</p>
              <pre className="json">{JSON.stringify(condition, null, 2)}</pre>
            </div>
          )}
          {count > 0 && (
            <Button
              type="link"
              className="filter-clear"
              onClick={() => {
                setDraft({ match: 'all', clauses: [] });
                place.set({ filter: undefined });
              }}
            >
              {t('filter.clear')}
            </Button>
          )}
        </Suspense>
      }
    >
      <Button type="text" icon={<FilterOutlined />} className={count > 0 ? 'on' : ''}>
        {count > 0 ? t('list.filterCount', { count }) : t('list.filter')}
      </Button>
    </Popover>
  );
}

function SortButton({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const words = useWords();
  const sortable = columnChoices(form).filter(
    (field) => readerOf(field.kind).sortable !== false && field.right !== 'masked',
  );
  const current = place.search.sort?.split(',') ?? view.sort ?? [];
  const [first = ''] = current;
  const falling = first.startsWith('-');
  const key = falling ? first.slice(1) : first;
  const set = (key: string, falling: boolean) => place.set({ sort: key ? (falling ? `-${key}` : key) : undefined });
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={
        <div className="sort-box">
          <Select
            aria-label={t('sort.field')}
            showSearch={{ optionFilterProp: 'label' }}
            value={key || null}
            placeholder={t('sort.field')}
            options={sortable.map((field) => ({ value: field.key, label: words(field.label) || field.key }))}
            onChange={(key: string) => set(key, falling)}
          />
          <Select
            aria-label={t('sort.order')}
            value={falling}
            options={[
              { value: false, label: t('sort.rising') },
              { value: true, label: t('sort.falling') },
            ]}
            onChange={(falling: boolean) => set(key, falling)}
          />
          {place.search.sort && <Button onClick={() => place.set({ sort: undefined })}>{t('sort.reset')}</Button>}
        </div>
      }
    >
      <Button type="text" icon={<SortAscendingOutlined />} className={place.search.sort ? 'on' : ''}>
        {t('list.sort')}
      </Button>
    </Popover>
  );
}

function HeightButton({ form, view }: { form: FormModel; view: View }) {
  const { t } = useTranslation();
  const [settings, change] = useTableSettings(form, view);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={
        <div className="menu-list">
          {densities.map((density) => (
            <button
              key={density}
              type="button"
              aria-pressed={settings.density === density}
              onClick={() => change({ density })}
            >
              {t(`density.${density}`)}
            </button>
          ))}
        </div>
      }
    >
      <Button type="text" icon={<ColumnHeightOutlined />}>
        {t('list.height')}
      </Button>
    </Popover>
  );
}

function ColumnsButton({ form, view }: { form: FormModel; view: View }) {
  const { t } = useTranslation();
  const words = useWords();
  const [settings, change] = useTableSettings(form, view);
  const shown = new Set(settings.columns);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={
        <div className="columns-box">
          {columnChoices(form).map((field) => (
            <Checkbox
              key={field.key}
              checked={shown.has(field.key)}
              disabled={shown.size === 1 && shown.has(field.key)}
              onChange={({ target }) =>
                change({
                  columns: target.checked
                    ? [...settings.columns, field.key]
                    : settings.columns.filter((path) => path !== field.key),
                })
              }
            >
              {words(field.label) || field.key}
            </Checkbox>
          ))}
          <Button size="small" onClick={() => change({ columns: undefined, widths: {} })}>
            {t('list.columnsReset')}
          </Button>
        </div>
      }
    >
      <Button type="text" icon={<SettingOutlined />}>
        {t('list.columns')}
      </Button>
    </Popover>
  );
}

function SearchBox({ place }: { place: ListPlace }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(place.search.q ?? '');
  const q = useDebounced(typed.trim(), 250);
  const current = place.search.q ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (q !== current) place.set({ q: q || undefined });
  }, [q]);
  return (
    <Input
      className="toolbar-search"
      allowClear
      prefix={<SearchOutlined className="mute" aria-hidden />}
      placeholder={t('list.search')}
      aria-label={t('list.search')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

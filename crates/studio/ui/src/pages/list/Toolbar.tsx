/** What narrows a list and how it looks: new, filter, order, groups, columns, height of rows, colours, export, search. */
import { FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Flyout } from '../../components/Opener';
import { Loading } from '../../components/State';
import { type Filter, fromCondition, joined, none, toCondition } from '../../filter/filter';
import { later } from '../../lib/later';
import { useDebounced } from '../../lib/useDebounced';
import { usePhone } from '../../lib/useMedia';
import { useTight } from '../../lib/useTight';
import type { FormModel, View } from '../../model/app';
import { NewRecord } from './NewRecord';
import { ColourButton } from './tools/ColourButton';
import { ColumnsButton } from './tools/ColumnsButton';
import { ExportButton } from './tools/ExportButton';
import { GroupButton } from './tools/GroupButton';
import { HeightButton } from './tools/HeightButton';
import { SortButton } from './tools/SortButton';
import type { ListPlace } from './useListPlace';

const FilterBuilder = later(
  async () => ({ default: (await import('../../filter/FilterBuilder')).FilterBuilder }),
  <Loading rows={2} />,
);

export function Toolbar({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const table = view.kind === 'table';
  const bar = useRef<HTMLDivElement>(null);
  const space = useRef<HTMLSpanElement>(null);
  useTight(bar, space);
  return (
    <div ref={bar} className="toolbar" role="toolbar" aria-label={t('list.toolbar')}>
      <NewRecord form={form} short={phone} />
      <FilterButton form={form} view={view} place={place} />
      {table && !phone && (
        <>
          <SortButton form={form} view={view} place={place} />
          <GroupButton form={form} view={view} place={place} />
          <ColumnsButton form={form} view={view} />
          <HeightButton form={form} view={view} />
          <ColourButton form={form} view={view} />
          {form.rights.export && <ExportButton form={form} view={view} place={place} />}
        </>
      )}
      <span ref={space} className="toolbar-space" />
      <SearchBox place={place} />
    </div>
  );
}

function FilterButton({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
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
    <Flyout
      placement="bottomLeft"
      arrow={false}
      classNames={{ root: 'phone-wide' }}
      onOpenChange={(open) => setDraft(open ? simple : undefined)}
      content={
        <>
          {view.filter !== undefined && (
            <OwnConditions
              own={fromCondition(view.filter)}
              added={shown}
              onTake={(filter) => {
                setDraft(filter);
                place.set({ own: 'no', filter: toCondition(filter) });
              }}
            />
          )}
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
                setDraft(none);
                place.set({ filter: undefined });
              }}
            >
              {t('filter.clear')}
            </Button>
          )}
        </>
      }
    >
      <Button type="text" icon={<FilterOutlined />} className={count > 0 ? 'on' : ''}>
        {count > 0 ? t('list.filterCount', { count }) : t('list.filter')}
      </Button>
    </Flyout>
  );
}

interface OwnProps {
  /** What the view itself asks for; undefined when it is richer than the builder can show. */
  readonly own: Filter | undefined;
  readonly added: Filter | undefined;
  readonly onTake: (filter: Filter) => void;
}

/** Says that a view has conditions of its own, and brings them among those that can be changed. */
function OwnConditions({ own, added, onTake }: OwnProps) {
  const { t } = useTranslation();
  const whole = own && added && joined(own, added);
  return (
    <p className="filter-own">
      {own ? t('filter.own', { count: own.clauses.length }) : t('filter.ownRich')}
      {whole && (
        <Button type="link" size="small" onClick={() => onTake(whole)}>
          {t('filter.ownEdit')}
        </Button>
      )}
    </p>
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

/** What the buttons open, the likeliest first. */
Toolbar.fetch = [FilterBuilder.fetch, SortButton.fetch, GroupButton.fetch, ColumnsButton.fetch, ColourButton.fetch];

/** A view as a table, with what is counted and chosen below it. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../api/directory';
import { Empty, Failed, Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import { usePhone } from '../../lib/useMedia';
import type { Rec } from '../../model/app';
import { expandOf, resolveColumn } from '../../model/columns';
import { useApp } from '../../model/context';
import { Cards } from '../../table/Cards';
import { Grid } from '../../table/Grid';
import { StatusBar } from './StatusBar';
import { nextSort } from './search';
import { rowHeights, useTableSettings } from './settings';
import { conditionOf, useRecords } from './useRecords';
import type { ViewProps } from './views';

export function TableView({ form, view, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const router = useRouter();
  const phone = usePhone();
  const { data: people } = useQuery(peopleQuery);
  const [settings, change] = useTableSettings(form, view);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const paths = settings.columns.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const columns = useMemo(
    () =>
      paths
        .split(' ')
        .flatMap(
          (path) => resolveColumn(app, form, path, words, (id) => people?.find((person) => person.id === id)) ?? [],
        ),
    [app, form, paths, people, t],
  );
  const list = useRecords(
    form,
    view,
    place,
    useMemo(() => expandOf(columns), [columns]),
  );
  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const open = (record: Rec) =>
    phone
      ? void router.navigate({ to: '/a/$app/$form/$id', params: { app: app.key, form: form.key, id: record.id } })
      : place.set({ record: record.id });

  if (list.error) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading rows={10} />;
  const narrowed = place.search.filter !== undefined || place.search.q !== undefined;
  const sort = place.search.sort?.split(',') ?? view.sort ?? [];
  const body = phone ? (
    <Cards form={form} columns={columns} rows={list.rows} hasMore={list.hasNextPage} onMore={more} onOpen={open} />
  ) : (
    <Grid
      label={words(form.label)}
      columns={columns}
      rows={list.rows}
      total={list.total}
      rowHeight={rowHeights[settings.density]}
      widths={settings.widths}
      sort={sort}
      opened={place.search.record}
      selected={selected}
      hasMore={list.hasNextPage}
      onMore={more}
      onSort={(path, additive) => place.set({ sort: nextSort(sort, path, additive).join(',') || undefined })}
      onResize={(path, width) => change({ widths: { ...settings.widths, [path]: width } })}
      onOpen={open}
      onSelect={setSelected}
    />
  );
  return (
    <>
      {list.rows.length > 0 ? (
        body
      ) : narrowed ? (
        <Empty
          title={t('list.nothingFound')}
          hint={t('list.nothingFoundHint')}
          action={<Button onClick={() => place.set({ filter: undefined, q: undefined })}>{t('list.widen')}</Button>}
        />
      ) : (
        <Empty
          title={t('list.empty', { form: words(form.label) })}
          hint={words(form.description) || undefined}
          action={
            form.rights.create && (
              <Link to="/a/$app/$form/new" params={{ app: app.key, form: form.key }}>
                <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
                  {t('list.newOf', { form: words(form.label) })}
                </Button>
              </Link>
            )
          }
        />
      )}
      <StatusBar
        form={form}
        columns={columns}
        total={list.total}
        condition={conditionOf(view, place)}
        searched={place.search.q !== undefined}
        selected={selected}
        onCleared={() => setSelected(new Set())}
      />
    </>
  );
}

/** A view as a table, with what is counted and chosen below it; on a phone as cards. */
import { SyncOutlined } from '@ant-design/icons';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import { useWarm } from '../../lib/later';
import { usePhone } from '../../lib/useMedia';
import type { Rec } from '../../model/app';
import { useApp } from '../../model/context';
import { type Area, isSingle } from '../../table/area';
import { Cards } from '../../table/Cards';
import { Grid } from '../../table/Grid';
import { widthOf } from '../../table/measure';
import { everyOption } from '../../table/names';
import { writeSheet } from '../../table/sheet';
import { TotalsRow } from '../../table/TotalsRow';
import { textOf } from '../../table/text';
import { clampWidth, moved } from '../../table/widths';
import { areaSums } from './figures';
import { GroupLabel } from './GroupLabel';
import { ListFailed } from './ListFailed';
import { NewRecord } from './NewRecord';
import { RecordDrawer } from './RecordDrawer';
import { fieldsOf, fitting, groupField, linksOf, listBody, totalsOf } from './rows';
import { StatusBar } from './StatusBar';
import { groupKey, nextSort } from './search';
import { rowHeights, useTableSettings } from './settings';
import { Toolbar } from './Toolbar';
import { useCardGroups } from './useCardGroups';
import { useColumns } from './useColumns';
import { useNames } from './useNames';
import { conditionOf, useRecords } from './useRecords';
import { useRows } from './useRows';
import { useStates } from './useStates';
import { useTints } from './useTints';
import { useTotalText } from './useTotalText';
import { useWriting } from './useWriting';
import { ViewMenu } from './ViewMenu';
import type { ViewProps } from './views';

export function TableView(props: ViewProps) {
  const phone = usePhone();
  return phone ? <PhoneTable {...props} /> : <DeskTable {...props} />;
}

function PhoneTable({ form, view, place }: ViewProps) {
  const app = useApp();
  const router = useRouter();
  const { settings } = useTableSettings(form, view);
  const columns = useColumns(form, settings.columns);
  const groups = useCardGroups(form, view, place);
  const list = useRecords(
    form,
    view,
    place,
    useMemo(() => linksOf(form, columns), [form, columns]),
    groups?.field.key,
  );
  const { fetchNextPage, isFetchingNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  if (list.error) return <ListFailed place={place} error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading rows={10} />;
  return (
    <>
      {list.rows.length > 0 ? (
        <Cards
          form={form}
          columns={columns}
          rows={list.rows}
          grouped={groups?.field.key}
          groupOf={groups?.of}
          groupLabel={(record) => groups && <GroupLabel field={groups.field} value={groups.valueOf(record)} />}
          groupCount={groups?.countOf}
          hasMore={list.hasNextPage}
          onMore={more}
          onOpen={({ id }) =>
            void router.navigate({ to: '/a/$app/$form/$id', params: { app: app.key, form: form.key, id } })
          }
        />
      ) : (
        <Nothing form={form} view={view} place={place} />
      )}
      <StatusBar form={form} columns={columns} total={list.total} />
    </>
  );
}

const none: readonly string[] = [];
/** What one does next in a table: opens a record, writes in a cell, narrows the list. */
const soon = [RecordDrawer.fetch, useWriting.fetch, ...Toolbar.fetch, ViewMenu.fetch, StatusBar.fetch];

function DeskTable({ form, view, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { settings, change } = useTableSettings(form, view);
  const columns = useColumns(form, settings.columns);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [area, setArea] = useState<Area>();
  const { search } = place;
  const groupBy = groupKey(search, view);
  const group = useMemo(() => (groupBy ? groupField(form, groupBy) : undefined), [form, groupBy]);
  const where = conditionOf(view, place);
  const sort = useMemo(() => search.sort?.split(',') ?? view.sort ?? none, [search.sort, view.sort]);
  const key = JSON.stringify([where, sort, search.q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the condition is new with every render, its text is not
  const body = useMemo(
    () => listBody({ where, sort, q: search.q, fields: fieldsOf(form, columns), expand: linksOf(form, columns) }),
    [key, form, columns],
  );
  const at = useMemo(() => ({ app: app.key, form: form.key }), [app.key, form.key]);
  const totals = useMemo(() => fitting(columns, settings.totals), [columns, settings.totals]);
  const options = useMemo(() => (group ? everyOption(app, group).map(({ key }) => key) : none), [app, group]);
  const closed = useMemo(() => new Set(settings.closed), [settings.closed]);
  const rows = useRows({ place: at, body, group, totals, options, closed });
  const states = useStates(form);
  const names = useNames(form, columns);
  const tintOf = useTints(form, settings.colours);
  const totalText = useTotalText(columns, settings.totals);
  const ordering = useMemo(
    () => new Set([...sort.map((path) => path.replace(/^-/, '').split('.')[0] ?? path), ...(groupBy ? [groupBy] : [])]),
    [sort, groupBy],
  );
  const writing = useWriting({ place: at, form, columns, rows, states, names, ordering });
  const { outline, recordAt } = rows;
  useWarm(!rows.pending, soon);
  // The first rows are drawn in slices, so that no frame waits for all of them.
  const pending = useDeferredValue(rows.pending);
  const lines = useMemo(() => ({ outline, recordAt }), [outline, recordAt]);

  const open = useCallback((record: Rec) => place.set({ record: record.id }), [place]);
  const select = useCallback((ids: readonly string[], on: boolean) => {
    setSelected((selected) => {
      const next = new Set(selected);
      for (const id of ids)
        if (on) next.add(id);
        else next.delete(id);
      return next;
    });
  }, []);
  async function selectAll() {
    if (selected.size > 0) return setSelected(new Set());
    const records = await rows.bring(0, Math.min(outline.count, 1000));
    setSelected(new Set(records.flatMap((record) => record?.id ?? [])));
    if (outline.records > 1000) setLimited(true);
  }
  const [limited, setLimited] = useState(false);
  const [adding, setAdding] = useState(false);

  const cells = useCallback(
    (area: Area, records: readonly (Rec | undefined)[]) => {
      const read = names.namesFor(records);
      return writeSheet(
        records.flatMap((record) =>
          record
            ? [
                columns.slice(area.left, area.right + 1).map((column) => {
                  const holder = column.holder(record);
                  return textOf(column.field, holder?.[column.field.key], read);
                }),
              ]
            : [],
        ),
      );
    },
    [columns, names],
  );
  function copied(area: Area): string | Promise<string> {
    const bottom = Math.min(area.bottom, area.top + 9_999, outline.count - 1);
    const records = Array.from({ length: bottom - area.top + 1 }, (_, index) => recordAt(outline.at(area.top + index)));
    const here = records.every((record, index) => record || outline.at(area.top + index).kind === 'group');
    return here ? cells(area, records) : rows.bring(area.top, bottom + 1).then((records) => cells(area, records));
  }

  if (rows.error) return <ListFailed place={place} error={rows.error} retry={() => void rows.again()} />;
  if (rows.pending || pending) return <Loading rows={10} />;
  const summed = Object.keys(totals).length > 0;
  const chosen = area && !isSingle(area) ? areaSums(area, columns, outline, recordAt) : undefined;
  return (
    <>
      {rows.stale !== 0 && (
        <div className="list-stale" role="status">
          <Button size="small" type="primary" icon={<SyncOutlined />} onClick={() => void rows.again()}>
            {rows.stale > 0 ? t('list.news', { count: rows.stale }) : t('list.stale')}
          </Button>
        </div>
      )}
      {outline.records > 0 ? (
        <Grid
          label={words(form.label)}
          columns={columns}
          frozen={settings.frozen}
          rows={lines}
          gone={rows.gone}
          rowHeight={rowHeights[settings.rowHeight]}
          widths={settings.widths}
          sort={sort}
          opened={search.record}
          selected={selected}
          closed={closed}
          tintOf={tintOf}
          groupLabel={({ value }) => group && <GroupLabel field={group} value={value} />}
          totalOf={totalText}
          writing={writing.grid}
          foot={(layout) =>
            (summed || adding) && (
              <TotalsRow
                layout={layout}
                totals={settings.totals}
                values={rows.totals}
                text={totalText}
                offers={totalsOf}
                onChange={(totals) => {
                  setAdding(true);
                  change({ totals });
                }}
              />
            )
          }
          onLines={rows.look}
          onArea={setArea}
          onFold={(key) =>
            change({
              closed: closed.has(key) ? settings.closed.filter((other) => other !== key) : [...settings.closed, key],
            })
          }
          onAll={() => void selectAll()}
          onSort={(path, additive) => place.set({ sort: nextSort(sort, path, additive).join(',') || undefined })}
          onResize={(path, width) => change({ widths: { ...settings.widths, [path]: width } })}
          onFit={(path, texts) => change({ widths: { ...settings.widths, [path]: clampWidth(widthOf(texts) + 48) } })}
          onMoveColumn={(from, to) =>
            change({
              columns: moved(
                columns.map(({ path }) => path),
                from,
                to,
              ),
            })
          }
          onOpen={open}
          onSelect={select}
          textOf={copied}
        />
      ) : (
        <Nothing form={form} view={view} place={place} />
      )}
      <StatusBar
        form={form}
        columns={columns}
        total={rows.total}
        chosen={chosen}
        limited={limited && selected.size === 1000}
        selected={selected}
        writing={writing}
        onTotals={summed || adding || outline.records === 0 ? undefined : () => setAdding(true)}
        onCleared={() => {
          setSelected(new Set());
          setLimited(false);
        }}
      />
      {writing.dialogs}
    </>
  );
}

function Nothing({ form, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  if (place.search.filter !== undefined || place.search.q !== undefined)
    return (
      <Empty
        title={t('list.nothingFound')}
        hint={t('list.nothingFoundHint')}
        action={
          <Button onClick={() => place.set({ own: undefined, filter: undefined, q: undefined })}>
            {t('list.widen')}
          </Button>
        }
      />
    );
  return (
    <Empty
      title={t('list.empty', { form: words(form.label) })}
      hint={words(form.description) || undefined}
      action={<NewRecord form={form} />}
    />
  );
}

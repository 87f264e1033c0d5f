/** A view as rows below rows: branches are fetched when opened. A search shows what it finds without the tree. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { useRecordEvents } from '../../../api/events';
import { firstRecords } from '../../../api/records';
import { Empty, Loading } from '../../../components/State';
import { isEnd } from '../../../fields/align';
import { PlainContext } from '../../../fields/parts/plain';
import { both } from '../../../filter/filter';
import { useWords } from '../../../i18n/text';
import { recall, remember } from '../../../lib/stored';
import { usePhone } from '../../../lib/useMedia';
import { expandOf, gistOf, resolveColumn } from '../../../model/columns';
import { fieldOf, useApp } from '../../../model/context';
import { ListFailed } from '../ListFailed';
import { useViewTints } from '../useLook';
import type { ViewProps } from '../views';
import { type Branch, linesOf, roots, wantedAfter } from './branches';
import { indentOf, TreeRow } from './TreeRow';
import './tree.css';

/** Of how many records one request counts what lies below them. */
const countedAtOnce = 200;

export default function TreeView({ form, view, place }: ViewProps) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const cache = useQueryClient();
  const memory = `tree.${app.key}.${form.key}.${view.key}`;
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(recall<string[]>(memory, [])));
  /** How often more of a branch was asked for. */
  const [asked, setAsked] = useState<Readonly<Record<string, number>>>({});
  const [at, setAt] = useState<string>();
  const grid = useRef<HTMLTableElement>(null);
  const parent = view.parent === undefined ? undefined : fieldOf(form, view.parent);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const columns = useMemo(
    () =>
      (view.columns ?? [])
        .filter((path) => path !== form.title && path !== view.parent)
        .flatMap((path) => resolveColumn(app, form, path, words) ?? []),
    [app, form, view, t],
  );
  const phone = usePhone();
  const gist = phone ? gistOf(form, columns, 2) : undefined;
  const expand = expandOf(columns);
  const sort = place.search.sort?.split(',') ?? view.sort ?? (form.title ? [form.title] : []);
  const narrowed = place.search.q !== undefined || place.search.filter !== undefined;
  const tintOf = useViewTints(form, view);
  const body = (where: unknown) => ({
    where: both(both(view.filter, place.search.filter), where),
    ...(sort.length ? { sort: [...sort] } : {}),
    ...(expand.length ? { expand: [...expand] } : {}),
    ...(place.search.q ? { q: place.search.q } : {}),
  });
  const here = { app: app.key, form: form.key };
  const wanted = narrowed ? [roots] : [roots, ...open];
  const fetched = useQueries({
    queries: wanted.map((id) => {
      const count = wantedAfter(asked[id] ?? 0);
      const where = narrowed
        ? undefined
        : id === roots
          ? { field: view.parent, op: 'is_empty' }
          : { field: view.parent, op: 'eq', value: id };
      const request = body(where);
      return {
        queryKey: ['records', app.key, form.key, 'branch', request, count],
        queryFn: () => firstRecords(here, request, count),
        enabled: parent?.kind === 'link',
        staleTime: 10_000,
        placeholderData: (before: Awaited<ReturnType<typeof firstRecords>> | undefined) =>
          asked[id] === undefined ? undefined : before,
      };
    }),
  });
  const branches = new Map<string, Branch>(
    wanted.map((id, index) => {
      const data = fetched[index]?.data;
      return [
        id,
        {
          records: data?.items ?? [],
          more: Boolean(data?.next_cursor),
          pending: fetched[index]?.isPending ?? true,
        },
      ];
    }),
  );
  const lines = linesOf(branches, open);
  const shown = lines.flatMap((line) => (line.kind === 'record' ? [line.record.id] : []));
  const below = useQuery({
    queryKey: ['aggregate', app.key, form.key, 'below', view.parent, view.filter, shown],
    queryFn: async () => {
      const counts = new Map<string, number>();
      for (let from = 0; from < shown.length; from += countedAtOnce) {
        const { items } = await answer(
          api.POST('/data/{app}/{form}/aggregate', {
            params: { path: here },
            body: {
              where: both(view.filter, {
                field: view.parent,
                op: 'in',
                value: shown.slice(from, from + countedAtOnce),
              }),
              group_by: [view.parent],
              measures: { count: { count: '*' } },
              limit: 1000,
            },
          }),
        );
        for (const item of items as readonly Readonly<Record<string, unknown>>[])
          counts.set(String(item[view.parent ?? '']), Number(item.count));
      }
      return counts;
    },
    enabled: parent?.kind === 'link' && shown.length > 0 && !narrowed,
    placeholderData: (before) => before,
    retry: false,
  });
  useRecordEvents(app.key, form.key, () => {
    void cache.invalidateQueries({ queryKey: ['records', app.key, form.key, 'branch'] });
    void cache.invalidateQueries({ queryKey: ['aggregate', app.key, form.key, 'below'] });
  });
  if (parent?.kind !== 'link') return <Empty title={t('list.unknownView')} />;
  const failed = fetched.find(({ error }) => error);
  if (failed) return <ListFailed place={place} error={failed.error} retry={() => void failed.refetch()} />;
  if (fetched[0]?.isPending) return <Loading rows={10} />;
  if (lines.length === 0) return <Empty title={t('list.nothingFound')} hint={t('list.nothingFoundHint')} />;

  function toggle(id: string, wanted = !open.has(id)) {
    const next = new Set(open);
    if (wanted) next.add(id);
    else next.delete(id);
    setOpen(next);
    remember(memory, [...next].slice(-200));
  }
  const countBelow = (id: string) => below.data?.get(id) ?? 0;
  const current = at !== undefined && shown.includes(at) ? at : shown[0];
  function go(id: string | undefined) {
    if (id === undefined) return;
    setAt(id);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus());
  }
  function onKey(event: KeyboardEvent, id: string) {
    const index = shown.indexOf(id);
    const line = lines.find((line) => line.key === id);
    if (line?.kind !== 'record') return;
    if (event.key === 'ArrowDown') go(shown[index + 1]);
    else if (event.key === 'ArrowUp') go(shown[index - 1]);
    else if (event.key === 'Home') go(shown[0]);
    else if (event.key === 'End') go(shown.at(-1));
    else if (event.key === 'ArrowRight') {
      if (countBelow(line.record.id) === 0) return;
      if (open.has(id)) go(shown[index + 1]);
      else toggle(id, true);
    } else if (event.key === 'ArrowLeft') {
      if (open.has(id)) toggle(id, false);
      else if (line.parent !== roots) go(line.parent);
    } else if (event.key === 'Enter') place.set({ record: id });
    else return;
    event.preventDefault();
  }
  return (
    <div className="tree">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows open, close and are gone through by keys */}
      <table className="table-stay tree-grid" role="treegrid" aria-label={words(view.label)} ref={grid}>
        {!gist && (
          <thead>
            <tr>
              <th scope="col">{words(fieldOf(form, form.title ?? '')?.label) || words(form.label)}</th>
              {columns.map((column) => (
                <th key={column.path} scope="col" className={isEnd(column.field) ? 'end' : ''}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <PlainContext value={phone}>
          <tbody>
            {lines.map((line) =>
              line.kind === 'record' ? (
                <TreeRow
                  key={line.key}
                  form={form}
                  columns={columns}
                  gist={gist}
                  line={line}
                  count={countBelow(line.record.id)}
                  open={open.has(line.record.id)}
                  tint={tintOf(line.record)}
                  opened={place.search.record === line.record.id}
                  current={line.record.id === current}
                  onFocus={() => setAt(line.record.id)}
                  onKey={(event) => onKey(event, line.record.id)}
                  onOpen={() => place.set({ record: line.record.id })}
                  onToggle={() => toggle(line.record.id)}
                />
              ) : (
                <tr key={line.key} className="tree-more" aria-level={line.level}>
                  <td colSpan={gist ? 1 : columns.length + 1} style={indentOf(line.level)}>
                    {line.kind === 'pending' ? (
                      <span className="mute">{t('common.loading')}</span>
                    ) : (
                      <Button
                        type="link"
                        size="small"
                        loading={fetched[wanted.indexOf(line.parent)]?.isPlaceholderData ?? false}
                        onClick={() => setAsked({ ...asked, [line.parent]: (asked[line.parent] ?? 0) + 1 })}
                      >
                        {countBelow(line.parent) > line.shown
                          ? t('tree.more', { count: countBelow(line.parent) - line.shown })
                          : t('timeline.more')}
                      </Button>
                    )}
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </PlainContext>
      </table>
      {narrowed && <p className="tree-flat mute">{t('tree.flat')}</p>}
    </div>
  );
}

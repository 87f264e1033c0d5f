/** The rows of a table: pages are fetched as they come into sight, wherever one jumps; groups are counted first. Changes of others are shown in place. */
import { useQueries, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { useRecordEvents } from '../../api/events';
import { type Place, queryRecords, type RecordPage } from '../../api/records';
import { meQuery } from '../../api/session';
import type { Rec } from '../../model/app';
import type { Field } from '../../model/field';
import { flat, type Group, grouped, type Line, type Outline, type PageOf, pagesOf } from '../../table/lines';
import { type Body, groupCondition, groupsOf, pageBody, pageSize, renewed, struck, type Totals } from './rows';
import { sumsOf } from './sums';

interface Asked {
  readonly place: Place;
  readonly body: Body;
  readonly group: Field | undefined;
  readonly totals: Totals;
  /** Options of the field that groups, in their order. */
  readonly options: readonly string[];
  readonly closed: ReadonlySet<string>;
}

export interface Rows {
  readonly outline: Outline;
  readonly total: number | undefined;
  readonly totals: Readonly<Record<string, unknown>>;
  readonly groups: readonly Group[] | undefined;
  recordAt: (line: Line) => Rec | undefined;
  /** Says which lines are in sight. */
  look: (first: number, end: number) => void;
  /** Brings the records of these lines, for what needs all of them. */
  bring: (first: number, end: number) => Promise<readonly (Rec | undefined)[]>;
  /** Shows these records as they are now, without moving any. */
  renew: (ids: readonly string[]) => Promise<void>;
  /** Asks for everything anew. */
  again: () => Promise<void>;
  /** Records that are not there any more, or not for this person. */
  readonly gone: ReadonlySet<string>;
  /** Something is not as it would be if one asked now: what it is, in number; -1 when nobody counted. */
  readonly stale: number;
  markStale: () => void;
  readonly pending: boolean;
  readonly error: unknown;
}

const keyOf = ({ group, page }: PageOf) => `${page} ${group?.key ?? ''}`;
const nobody: ReadonlySet<string> = new Set();

/** Within how many milliseconds what is told of many records is what this screen wrote. */
const ownWithin = 3000;

export function useRows({ place, body, group, totals, options, closed }: Asked): Rows {
  const cache = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const root = useMemo(() => ['rows', place.app, place.form] as const, [place.app, place.form]);
  // The aggregate knows no search: while one searches, nothing is grouped.
  const by = body.q ? undefined : group;
  const [wanted, setWanted] = useState<readonly PageOf[]>([{ group: undefined, page: 0 }]);
  const [gone, setGone] = useState(nobody);
  const [stale, setStale] = useState(0);
  const counted = useRef(0);

  const sums = useQuery({
    queryKey: [...root, 'groups', by?.key ?? null, totals, body.where ?? null],
    queryFn: ({ signal }) => sumsOf(place, body.where, by, totals, signal),
    enabled: body.q === undefined && (by !== undefined || Object.keys(totals).length > 0),
    retry: false,
    staleTime: 10_000,
  });
  const groups = useMemo(
    () => (by && sums.data ? groupsOf(sums.data, by, totals, options) : undefined),
    [by, sums.data, totals, options],
  );

  const pageQuery = useCallback(
    (of: PageOf) => {
      const within = of.group && by ? groupCondition(by, of.group, me.time_zone) : undefined;
      const request = pageBody(body, of.page, within, of.page === 0 && !of.group);
      return {
        queryKey: [...root, 'page', request] as const,
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<RecordPage> => queryPage(place, request, signal),
        staleTime: 10_000,
        gcTime: 60_000,
      };
    },
    [root, place, body, by, me.time_zone],
  );

  const pages = useMemo(
    () => (by ? wanted.filter(({ group }) => group && groups?.includes(group)) : withFirst(wanted)),
    [by, wanted, groups],
  );
  const results = useQueries({
    queries: pages.map(pageQuery),
    combine: useCallback(
      (results: readonly { data: RecordPage | undefined; error: Error | null }[]) => ({
        data: results.map(({ data }) => data),
        error: results.find(({ error }) => error)?.error ?? null,
      }),
      [],
    ),
  });
  const found = useMemo(
    () => new Map(pages.map((page, index) => [keyOf(page), results.data[index]] as const)),
    [pages, results.data],
  );
  const first = by ? undefined : results.data[0];
  if (first?.total !== undefined && first.total !== null) counted.current = first.total;
  // While another page of the same list comes, there are as many records as before.
  const count = counted.current;
  const outline = useMemo(() => (by ? grouped(groups ?? [], closed) : flat(count)), [by, groups, closed, count]);
  const latest = useRef(outline);
  latest.current = outline;

  const recordAt = useCallback(
    (line: Line) => {
      if (line.kind === 'group') return undefined;
      const page = found.get(keyOf({ group: line.group, page: Math.floor(line.position / pageSize) }));
      return page?.items[line.position % pageSize];
    },
    [found],
  );

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const look = useCallback(
    (first: number, end: number) => {
      clearTimeout(timer.current);
      const outline = latest.current;
      const next = pagesOf(outline, Math.max(0, first - 20), Math.min(outline.count, end + 20), pageSize);
      const set = () =>
        setWanted((wanted) =>
          wanted.length === next.length &&
          wanted.every(
            (page, index) => keyOf(page) === keyOf(next[index] as PageOf) && page.group === next[index]?.group,
          )
            ? wanted
            : next,
        );
      // While somebody drags the scrollbar, nothing is asked for that is gone again in a moment.
      const known = next.every((page) => cache.getQueryData(pageQuery(page).queryKey) !== undefined);
      if (known) set();
      else timer.current = setTimeout(set, 60);
    },
    [cache, pageQuery],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  const bring = useCallback(
    async (first: number, end: number) => {
      const outline = latest.current;
      const pages = pagesOf(outline, first, end, pageSize);
      const brought = new Map<string, RecordPage>();
      for (const page of pages) brought.set(keyOf(page), await cache.ensureQueryData(pageQuery(page)));
      return Array.from({ length: end - first }, (_, index) => {
        const line = outline.at(first + index);
        if (line.kind === 'group') return undefined;
        const page = brought.get(keyOf({ group: line.group, page: Math.floor(line.position / pageSize) }));
        return page?.items[line.position % pageSize];
      });
    },
    [cache, pageQuery],
  );

  const lost = useRef(gone);
  lost.current = gone;
  const own = useRef(new Map<string, number>());
  const freshen = useCallback(
    async (ids: readonly string[]) => {
      const known = new Set(
        cache
          .getQueriesData<RecordPage>({ queryKey: [...root, 'page'] })
          .flatMap(([, page]) => page?.items.map(({ id }) => id) ?? []),
      );
      // What was gone may have been restored.
      const here = ids.filter((id) => known.has(id) || lost.current.has(id));
      const { where: _where, sort: _sort, q: _q, ...shape } = body;
      const fresh = new Map<string, Rec>();
      for (let at = 0; at < here.length; at += 200) {
        const some = here.slice(at, at + 200);
        const page = await queryRecords(place, { ...shape, where: { field: 'id', op: 'in', value: some }, limit: 200 });
        for (const record of page.items) fresh.set(record.id, record);
      }
      cache.setQueriesData<RecordPage>({ queryKey: [...root, 'page'] }, (page) => {
        const items = page && renewed(page.items, fresh);
        return page && items && items !== page.items ? { ...page, items } : page;
      });
      setGone((gone) => struck(gone, here, fresh));
    },
    [cache, root, body, place],
  );

  /** When this screen last wrote, or looked at everything again. */
  const looked = useRef(0);
  const renew = useCallback(
    (ids: readonly string[]) => {
      looked.current = Date.now();
      for (const id of ids) own.current.set(id, Date.now());
      return freshen(ids);
    },
    [freshen],
  );

  useRecordEvents(place.app, place.form, ({ ids, by }) => {
    if (ids === undefined) {
      if (by !== me.id) return setStale(-1);
      // So many at once were written by this screen, which looks at them when the answer is there; or by another of this person.
      const told = Date.now();
      setTimeout(() => {
        if (Math.abs(looked.current - told) > ownWithin) setStale(-1);
      }, ownWithin);
      return;
    }
    // What this screen wrote itself it has just looked at.
    const others = ids.filter((id) => by !== me.id || Date.now() - (own.current.get(id) ?? 0) > 2000);
    const known = new Set(
      cache
        .getQueriesData<RecordPage>({ queryKey: [...root, 'page'] })
        .flatMap(([, page]) => page?.items.map(({ id }) => id) ?? []),
    );
    const elsewhere = others.filter((id) => !known.has(id) && !gone.has(id)).length;
    if (elsewhere > 0 && by !== me.id) setStale((stale) => (stale < 0 ? stale : stale + elsewhere));
    if (others.length > elsewhere) void freshen(others).catch(() => setStale(-1));
  });

  const again = useCallback(async () => {
    looked.current = Date.now();
    setStale(0);
    setGone(nobody);
    await cache.resetQueries({ queryKey: root, type: 'inactive' });
    await cache.invalidateQueries({ queryKey: root });
  }, [cache, root]);

  // Another list is another matter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: starts over when what is asked changes
  useEffect(() => {
    setStale(0);
    setGone(nobody);
  }, [body, by]);

  return {
    outline,
    total: by ? groups && outline.records : (first?.total ?? undefined),
    totals:
      !by && sums.data?.[0] ? (groupsOf(sums.data, undefined, totals, [])[0]?.totals ?? {}) : sumUp(groups, totals),
    groups,
    recordAt,
    look,
    bring,
    renew,
    again,
    gone,
    stale,
    markStale: useCallback(() => setStale(-1), []),
    pending: by ? sums.isPending : first === undefined && counted.current === 0,
    error: (by ? sums.error : null) ?? results.error,
  };
}

/** The first page is always there: it knows how many records there are. */
function withFirst(pages: readonly PageOf[]): readonly PageOf[] {
  return [{ group: undefined, page: 0 }, ...pages.filter(({ group, page }) => !group && page > 0)];
}

/** The sums of all groups together, where sums can be added. */
function sumUp(groups: readonly Group[] | undefined, totals: Totals): Readonly<Record<string, unknown>> {
  const entries = Object.entries(totals).filter(([, op]) => op === 'sum' || op === 'count');
  return Object.fromEntries(
    entries.map(([path]) => [path, groups?.reduce((sum, group) => sum + Number(group.totals[path] ?? 0), 0)]),
  );
}

async function queryPage(place: Place, body: Body, signal: AbortSignal): Promise<RecordPage> {
  return answer(
    api.POST('/data/{app}/{form}/query', { params: { path: { app: place.app, form: place.form } }, body, signal }),
  );
}

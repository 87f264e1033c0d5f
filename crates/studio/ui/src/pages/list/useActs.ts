/** Acts of a table: each is written as a whole, one after the other, can be taken back and done again. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { ApiError, sentence } from '../../api/errors';
import { type Place, queryRecords, type RecordPage } from '../../api/records';
import { copyAndSay } from '../../components/copying';
import { say } from '../../components/toasts';
import type { FormModel, Rec } from '../../model/app';
import type { Column } from '../../model/columns';
import { titleOf } from '../../model/context';
import { lostSentence } from '../../records/lost';
import {
  type Act,
  actOf,
  againOf,
  backOf,
  batchSize,
  did,
  type Edit,
  type History,
  noHistory,
  type Operation,
  operationsOf,
  reduced,
  stillMine,
  typedIn,
} from './changes';
import type { Rows } from './useRows';
import type { Wrong } from './WritingDialogs';

export interface ActsOf {
  readonly place: Place;
  readonly form: FormModel;
  readonly columns: readonly Column[];
  readonly rows: Rows;
  /** Fields by which rows are ordered, grouped or narrowed: when these change, the table is not in order any more. */
  readonly ordering: ReadonlySet<string>;
  /** Is told what the server refused. */
  readonly onWrong: (wrong: Wrong) => void;
}

export interface Acts {
  /** Writes one act. */
  write: (
    label: string,
    edits: readonly Edit[],
    created?: readonly Readonly<Record<string, unknown>>[],
  ) => Promise<boolean>;
  readonly history: History;
  undo: () => void;
  redo: () => void;
  /** When the last act was written. */
  lastWritten: () => number | undefined;
}

export function useActs({ place, form, columns, rows, ordering, onWrong }: ActsOf): Acts {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [history, setHistory] = useState(noHistory);
  const latest = useRef(history);
  latest.current = history;
  const remember = useCallback((next: History) => {
    latest.current = next;
    setHistory(next);
  }, []);

  /** Versions that were written here and may not have been read again yet. */
  const versions = useRef(new Map<string, number>());
  const send = useCallback(
    async (operations: readonly Operation[]) => {
      const body = { atomic: true, operations: [...operations] } as {
        atomic: boolean;
        operations: Record<string, unknown>[];
      };
      const { results } = await answer(
        api.POST('/data/{app}/{form}/batch', { params: { path: { app: place.app, form: place.form } }, body }),
      );
      for (const { id, version } of results) if (id && version) versions.current.set(id, version);
      return results;
    },
    [place],
  );

  /** Shows new values before the server has them. */
  const show = useCallback(
    (edits: readonly { id: string; set: Readonly<Record<string, unknown>> }[]) => {
      const sets = new Map(edits.map(({ id, set }) => [id, set]));
      cache.setQueriesData<RecordPage>({ queryKey: ['rows', place.app, place.form, 'page'] }, (page) =>
        page?.items.some(({ id }) => sets.has(id))
          ? { ...page, items: page.items.map((record) => ({ ...record, ...sets.get(record.id) }) as Rec) }
          : page,
      );
    },
    [cache, place],
  );

  const settle = useCallback(
    async (keys: Iterable<string>, ids: readonly string[]) => {
      for (const id of ids) void cache.invalidateQueries({ queryKey: ['record', place.app, place.form, id] });
      await rows.renew(ids);
      if ([...keys].some((key) => ordering.has(key))) rows.markStale();
    },
    [cache, place, rows, ordering],
  );

  /** What is being written: taking back waits for it. */
  const underWay = useRef<Promise<unknown>>(Promise.resolve());
  const redo = useRef<() => void>(() => undefined);
  const takeBack = useCallback(async () => {
    const act = latest.current.past.at(-1);
    if (!act) return;
    try {
      const ids = act.edits.map(({ id }) => id);
      const now = new Map<string, Rec>();
      for (let at = 0; at < ids.length; at += 200) {
        const where = { field: 'id', op: 'in', value: ids.slice(at, at + 200) };
        const fields = [...new Set(act.edits.flatMap(({ before }) => Object.keys(before)))].filter(
          (key) => key !== 'owner',
        );
        for (const record of (await queryRecords(place, { where, fields, limit: 200 })).items)
          now.set(record.id, record);
      }
      const { act: mine, lost } = stillMine(act, now);
      const operations = backOf(mine);
      if (operations.length > 0) await send(operations);
      remember({ past: latest.current.past.slice(0, -1), future: [...latest.current.future, act] });
      show(mine.edits.map(({ id, before }) => ({ id, set: before })));
      say(
        lost > 0 ? t('writing.undoneBut', { count: lost }) : t('writing.undone', { label: act.label }),
        lost > 0 ? 'plain' : 'good',
      );
      if (act.created.length > 0) await rows.again();
      else await settle(Object.keys(act.edits[0]?.before ?? {}), ids);
    } catch (error) {
      say(sentence(error), 'bad');
    }
  }, [place, send, show, settle, remember, rows, t]);
  /** When the last act was written; while one is being written nothing is newer. */
  const written = useRef({ at: new WeakMap<Act, number>(), now: 0 });
  const lastWritten = useCallback(() => {
    const act = latest.current.past.at(-1);
    return written.current.now > 0 ? Number.POSITIVE_INFINITY : act && written.current.at.get(act);
  }, []);
  const undo = useCallback(() => {
    underWay.current = underWay.current.then(takeBack, takeBack);
    return underWay.current;
  }, [takeBack]);
  const repeat = async () => {
    const act = latest.current.future.at(-1);
    if (!act || act.edits.length === 0) return;
    try {
      await send(againOf(act));
      remember({ past: [...latest.current.past, { ...act, created: [] }], future: latest.current.future.slice(0, -1) });
      show(act.edits.map(({ id, after }) => ({ id, set: after })));
      await settle(
        Object.keys(act.edits[0]?.after ?? {}),
        act.edits.map(({ id }) => id),
      );
    } catch (error) {
      say(sentence(error), 'bad');
    }
  };

  redo.current = () => {
    underWay.current = underWay.current.then(repeat, repeat);
  };

  const writeNow = useCallback(
    async (
      label: string,
      wanted: readonly Edit[],
      created: readonly Readonly<Record<string, unknown>>[] = [],
    ): Promise<boolean> => {
      const edits = reduced(wanted);
      if (edits.length + created.length === 0) return true;
      if (edits.length + created.length > batchSize) {
        say(t('writing.tooMany', { count: batchSize }), 'bad');
        return false;
      }
      show(edits.map(({ record, set }) => ({ id: record.id, set })));
      const ids = edits.map(({ record }) => record.id);
      try {
        const results = await send([
          ...operationsOf(edits, versions.current),
          ...created.map((values) => ({ create: values })),
        ]);
        const made = results.slice(edits.length).flatMap(({ id }) => id ?? []);
        const act: Act = actOf(
          label,
          edits,
          made,
          results.map(({ version }) => version ?? undefined),
        );
        remember(did(latest.current, act));
        written.current.at.set(act, Date.now());
        if (edits.length + created.length > 1)
          say(label, 'good', { label: t('common.undo'), act: () => latest.current.past.at(-1) === act && void undo() });
        if (made.length > 0) await rows.again();
        else
          await settle(
            edits.flatMap(({ set }) => Object.keys(set)),
            ids,
          );
        return true;
      } catch (error) {
        await rows.renew(ids).catch(() => undefined);
        if (!(error instanceof ApiError) || error.issues.length === 0) {
          const typed = typedIn(form, wanted);
          if (typed === undefined) say(sentence(error), 'bad');
          else
            say(lostSentence(error), 'bad', {
              label: t('writing.copyTyped'),
              byKey: false,
              act: () => void copyAndSay(typed, t('copying.done')),
            });
          return false;
        }
        const bad = new Set<number>();
        const lines = error.issues.map(({ path, text, code }) => {
          const index = Number(/^\/operations\/(\d+)/.exec(path)?.[1] ?? -1);
          if (index >= 0) bad.add(index);
          const key = path.split('/').at(3);
          const field = form.fields.find((field) => field.key === key);
          const label = columns.find(({ path }) => path === field?.key)?.label;
          const record = edits[index]?.record;
          return {
            title: record ? titleOf(form, record) : t('writing.newLine', { row: index - edits.length + 1 }),
            text: label ? `${label}${t('writing.colon')}${text || code}` : text || code,
          };
        });
        const goodEdits = edits.filter((_, index) => !bad.has(index));
        const goodNew = created.filter((_, index) => !bad.has(index + edits.length));
        const left = goodEdits.length + goodNew.length;
        onWrong({
          lines,
          rest: left > 0 && bad.size > 0 ? () => void writing.current(label, goodEdits, goodNew) : undefined,
        });
        return false;
      }
    },
    [send, show, settle, remember, undo, rows, form, columns, onWrong, t],
  );

  const writing = useRef<Acts['write']>(writeNow);
  const write = useCallback<Acts['write']>(
    (label, edits, created) => {
      // One after the other: an edit of a record that is just being written would meet another version.
      const begin = () => writeNow(label, edits, created);
      written.current.now += 1;
      const next = underWay.current.then(begin, begin).finally(() => {
        written.current.now -= 1;
      });
      underWay.current = next;
      return next;
    },
    [writeNow],
  );
  writing.current = write;

  return {
    write,
    history,
    undo: useCallback(() => void undo(), [undo]),
    redo: useCallback(() => redo.current(), []),
    lastWritten,
  };
}

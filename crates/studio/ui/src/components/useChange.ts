/** Changing one record by a gesture: shown at once, told in words, taken back by Ctrl+Z, and true again when others change it. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reason } from '../api/errors';
import { useRecordEvents } from '../api/events';
import { updateRecord } from '../api/records';
import type { FormModel, Rec } from '../model/app';
import { useApp } from '../model/context';
import { say } from './toasts';

export type Changes = Readonly<Record<string, unknown>>;

/** A record with values that the server has not confirmed yet. */
export interface Pending {
  readonly record: Rec;
  readonly changes: Changes;
}

export interface UseChange {
  readonly pending: ReadonlyMap<string, Pending>;
  /** Writes `changes`; `text` says what was done. */
  change: (record: Rec, changes: Changes, text: string) => void;
  /** Holds news back while something is carried, so that nothing moves under the pointer. */
  hold: (held: boolean) => void;
}

const nothing: ReadonlyMap<string, Pending> = new Map();

export function useChange(form: FormModel): UseChange {
  const { t } = useTranslation();
  const app = useApp();
  const cache = useQueryClient();
  const [pending, setPending] = useState(nothing);
  const held = useRef(false);
  const missed = useRef(false);
  const writing = useRef(new Map<string, Promise<Rec | undefined>>());
  const place = { app: app.key, form: form.key };

  const refresh = useCallback(
    () =>
      Promise.all(
        ['records', 'short-list', 'aggregate', 'record', 'history'].map((kind) =>
          cache.invalidateQueries({ queryKey: [kind, app.key, form.key] }),
        ),
      ),
    [cache, app.key, form.key],
  );

  async function write(record: Rec, changes: Changes, text: string) {
    setPending((all) => new Map(all).set(record.id, { record, changes }));
    // A second change of the same record waits for the first, and builds on what that made of it.
    const first = writing.current.get(record.id);
    const written = (async () => {
      const version = Math.max(record.version, (await first)?.version ?? 0);
      return updateRecord(place, { ...record, version }, { ...changes });
    })();
    const settled = written.catch(() => undefined);
    writing.current.set(record.id, settled);
    try {
      const saved = await written;
      const before = Object.fromEntries(Object.keys(changes).map((key) => [key, record[key] ?? null]));
      say(text, 'good', { label: t('common.undo'), act: () => void write(saved, before, t('change.undone')) });
    } catch (error) {
      say(reason(error), 'bad');
    }
    if (writing.current.get(record.id) !== settled) return;
    await refresh();
    if (writing.current.get(record.id) !== settled) return;
    writing.current.delete(record.id);
    setPending((all) => {
      const rest = new Map(all);
      rest.delete(record.id);
      return rest;
    });
  }

  useRecordEvents(app.key, form.key, () => {
    if (held.current) missed.current = true;
    else void refresh();
  });

  return {
    pending,
    change: (record, changes, text) => void write(record, changes, text),
    hold: (now) => {
      held.current = now;
      if (now || !missed.current) return;
      missed.current = false;
      void refresh();
    },
  };
}

/** `records` as they will be once what is pending is written. */
export function withPending(records: readonly Rec[], pending: ReadonlyMap<string, Pending>): readonly Rec[] {
  if (pending.size === 0) return records;
  return records.map((record) => {
    const own = pending.get(record.id);
    return own ? { ...record, ...own.changes } : record;
  });
}

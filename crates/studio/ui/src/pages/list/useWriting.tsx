/** Writing in a table: one cell or thousands, each time as one act that can be taken back. Nothing is half done: a request writes all or nothing. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { say, takeBack as takeOffer } from '../../components/toasts';
import { later } from '../../lib/later';
import type { Column } from '../../model/columns';
import type { Area } from '../../table/area';
import { pastedArea } from '../../table/area';
import { goOn } from '../../table/fill';
import type { GridWriting } from '../../table/props';
import { readText } from '../../table/read';
import { readSheet } from '../../table/sheet';
import { type Edit, reduced } from './changes';
import { type Acts, type ActsOf, useActs } from './useActs';
import type { UseNames } from './useNames';
import type { States } from './useStates';
import type { Beyond, Wrong } from './WritingDialogs';

const CellEditor = later(() => import('../../table/CellEditor'));
const WritingDialogs = later(() => import('./WritingDialogs'));

interface Asked extends Omit<ActsOf, 'onWrong'> {
  readonly states: States;
  readonly names: UseNames;
}

export interface Writing extends Pick<Acts, 'write' | 'history' | 'undo'> {
  readonly grid: GridWriting | undefined;
  readonly dialogs: React.ReactNode;
}

export function useWriting({ states, names, ...asked }: Asked): Writing {
  const { form, columns, rows } = asked;
  const { t } = useTranslation();
  const [wrong, setWrong] = useState<Wrong>();
  const [beyond, setBeyond] = useState<Beyond>();
  const { write, history, undo, redo, lastWritten } = useActs({ ...asked, onWrong: setWrong });

  /** Values for cells of an area, where they may be written; how many could not. */
  const collect = useCallback(
    async (
      area: Area,
      valueAt: (row: number, column: Column, index: number) => Promise<{ value: unknown } | undefined>,
    ) => {
      const records = await rows.bring(area.top, Math.min(area.bottom + 1, rows.outline.count));
      const edits: Edit[] = [];
      let skipped = 0;
      for (const [down, record] of records.entries()) {
        if (!record || rows.gone.has(record.id)) continue;
        const set: Record<string, unknown> = {};
        for (let index = area.left; index <= area.right; index += 1) {
          const column = columns[index];
          if (!column) continue;
          const state = states.canEdit(column) ? states.stateOf(record, column.field.key) : undefined;
          const reading = state?.visible && !state.readOnly ? await valueAt(area.top + down, column, index) : undefined;
          if (reading) set[column.field.key] = reading.value;
          else skipped += 1;
        }
        edits.push({ record, set });
      }
      return { edits, skipped };
    },
    [rows, columns, states],
  );

  const skippedWords = useCallback(
    (skipped: number) => skipped > 0 && say(t('writing.skipped', { count: skipped }), 'plain'),
    [t],
  );

  /** Cells of the clipboard from the corner of the area on; lines past the end become records when `create`. */
  const put = useCallback(
    async (cells: readonly (readonly string[])[], area: Area, create: boolean) => {
      const read = names.namesFor([]);
      const find = names.finder();
      const count = cells.length;
      const inside = { ...area, bottom: Math.min(area.bottom, rows.outline.count - 1) };
      const at = (row: number, index: number) => {
        const line = cells[(row - area.top) % count] ?? [];
        return line[(index - area.left) % Math.max(1, line.length)];
      };
      const { edits, skipped } = await collect(inside, async (row, column, index) => {
        const cell = at(row, index);
        return cell === undefined ? undefined : readText(column.field, cell, read, find);
      });
      const made: Record<string, unknown>[] = [];
      let unread = skipped;
      for (let row = Math.max(area.top, rows.outline.count); create && row <= area.bottom; row += 1) {
        const values: Record<string, unknown> = {};
        for (let index = area.left; index <= area.right; index += 1) {
          const column = columns[index];
          const cell = at(row, index);
          if (!column || cell === undefined || cell.trim() === '') continue;
          const reading =
            states.canEdit(column) || column.path === 'owner'
              ? await readText(column.field, cell, read, find)
              : undefined;
          if (reading) values[column.field.key] = reading.value;
          else unread += 1;
        }
        made.push(values);
      }
      skippedWords(unread);
      const total = reduced(edits).length + made.length;
      await write(
        made.length > 0
          ? t('writing.pastedNew', { count: total, made: made.length })
          : t('writing.pasted', { count: total }),
        edits,
        made,
      );
    },
    [names, rows, collect, columns, states, skippedWords, write, t],
  );

  const grid = useMemo(
    (): GridWriting | undefined =>
      form.rights.update
        ? {
            canEdit: (column, record) => {
              const state = states.canEdit(column) ? states.stateOf(record, column.field.key) : undefined;
              return state?.visible === true && !state.readOnly;
            },
            editor: (_at, record, column, typed, done) => (
              <CellEditor
                record={record}
                column={column}
                typed={typed}
                only={states.stateOf(record, column.field.key)?.only}
                judge={(value) => states.issuesOf(record, { [column.field.key]: value })[column.field.key]}
                onKeep={(value) =>
                  void write(t('writing.changed', { field: column.label }), [
                    { record, set: { [column.field.key]: value } },
                  ])
                }
                onDone={done}
              />
            ),
            paste: (area, text) => {
              const cells = readSheet(text);
              const widest = Math.max(...cells.map((line) => line.length));
              const target = pastedArea(area, cells.length, widest);
              const fits = { ...target, right: Math.min(target.right, columns.length - 1) };
              const more = fits.bottom - rows.outline.count + 1;
              if (more > 0 && form.rights.create && !rows.groups) setBeyond({ cells, area: fits, more });
              else void put(cells, fits, false);
            },
            fill: async (source, target) => {
              const above = await rows.bring(source.top, source.bottom + 1);
              const values = new Map<number, readonly unknown[]>();
              for (let index = source.left; index <= source.right; index += 1) {
                const field = columns[index]?.field;
                if (!field) continue;
                const known = above.map((record) => record?.[field.key] ?? null);
                values.set(index, goOn(field, known, target.bottom - target.top + 1));
              }
              const { edits, skipped } = await collect(target, async (row, _column, index) => ({
                value: values.get(index)?.[row - target.top] ?? null,
              }));
              skippedWords(skipped);
              await write(t('writing.filled', { count: reduced(edits).length }), edits);
            },
            clear: async (area) => {
              const { edits, skipped } = await collect(area, async () => ({ value: null }));
              skippedWords(skipped);
              await write(t('writing.cleared', { count: reduced(edits).length }), edits);
            },
            // What a newer message offers comes first: records that were just deleted, too.
            undo: () => {
              if (!takeOffer(lastWritten())) undo();
            },
            redo,
          }
        : undefined,
    [form, states, columns, rows, collect, put, skippedWords, write, undo, redo, lastWritten, t],
  );

  const dialogs = (wrong || beyond) && (
    <WritingDialogs
      wrong={wrong}
      beyond={beyond}
      onWrongClosed={() => setWrong(undefined)}
      onBeyondClosed={() => setBeyond(undefined)}
      onPut={(cells, area, creating) => void put(cells, area, creating)}
    />
  );
  return { grid, write, history, undo, dialogs };
}

useWriting.fetch = () => Promise.all([CellEditor.fetch(), WritingDialogs.fetch()]);

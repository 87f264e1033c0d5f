/** What the rules of a form say about the fields of one record: which may be written now, and what would be wrong with a new value. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { recordQuery } from '../../api/records';
import { isWritable, valuesOf } from '../../form/draft';
import { type FieldState, fill } from '../../form/fill';
import type { Lookup } from '../../form/source';
import { useExpressionContext } from '../../form/useSurroundings';
import { validate } from '../../form/validate';
import type { FormModel, Rec } from '../../model/app';
import type { Column } from '../../model/columns';
import { useApp } from '../../model/context';
import type { Kind } from '../../model/field';

export interface States {
  /** Whether a column can be written at all; whole documents are written in the record. */
  canEdit: (column: Column) => boolean;
  stateOf: (record: Rec, key: string) => FieldState | undefined;
  /** What is wrong with new values of a record, by field. */
  issuesOf: (record: Rec, set: Readonly<Record<string, unknown>>) => Readonly<Record<string, string>>;
}

const inRecord: ReadonlySet<Kind> = new Set(['table', 'rich_text', 'json', 'file', 'image', 'address']);

export function useStates(form: FormModel): States {
  const app = useApp();
  const context = useExpressionContext();
  const cache = useQueryClient();
  return useMemo(() => {
    const around = (record: Rec) => {
      const lookup: Lookup = (target, id) => {
        for (const linked of Object.values(record.expanded ?? {}))
          for (const one of [linked].flat()) if (one && (one as Rec).id === id) return one as Rec;
        return cache.getQueryData<Rec>(recordQuery({ app: app.key, form: target }, id).queryKey);
      };
      return { app, form, context, lookup, old: valuesOf(form, record) };
    };
    return {
      canEdit: ({ path, field }) =>
        form.rights.update && !path.includes('.') && isWritable(field) && !inRecord.has(field.kind),
      stateOf: (record, key) => {
        const known = around(record);
        return fill(known.old, { ...known, creating: false, touched: new Set() }).states[key];
      },
      issuesOf: (record, set) => {
        const known = around(record);
        const filled = fill(
          { ...known.old, ...set },
          { ...known, creating: false, touched: new Set(Object.keys(set)) },
        );
        const issues = validate(filled, known);
        return Object.fromEntries(
          Object.keys(set).flatMap((key) => (issues[key]?.[0] ? [[key, issues[key].join(' ')]] : [])),
        );
      },
    };
  }, [app, form, context, cache]);
}

/** What a person has typed so far, against what was stored; and what of it is sent. Pure. */
import type { Context } from '../expression/context';
import { writeMoment } from '../expression/time';
import type { FormModel, Rec } from '../model/app';
import { isEmpty } from '../model/empty';
import { computedKinds, decorKinds, type Field, type Row, type StoredFile } from '../model/field';
import { systemField } from '../model/system';
import type { FieldState } from './fill';
import { rowsOf, type Values } from './source';

/** The values of a form in a stored record. */
export function valuesOf(form: FormModel, record: Rec | undefined): Values {
  const keys = [
    ...form.fields.map(({ key }) => key),
    'id',
    'owner',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
  ];
  return Object.fromEntries(keys.map((key) => [key, record?.[key] ?? null]));
}

/** What the server gives every new record. */
export function born({ me, now }: Context): Values {
  const at = writeMoment(now);
  return { owner: me.id, created_by: me.id, updated_by: me.id, created_at: at, updated_at: at };
}

export function same(a: unknown, b: unknown): boolean {
  return a === b || (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
}

/** The value as the API takes it: files by id, rows without what the server computes, new rows without an id. */
export function outgoing(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (field.kind === 'file' || field.kind === 'image') return (value as readonly StoredFile[]).map(({ id }) => id);
  if (field.kind !== 'table') return value;
  const inner = field.fields.filter(
    ({ kind, right }) => !computedKinds.has(kind) && !decorKinds.has(kind) && right !== 'read' && right !== 'masked',
  );
  return rowsOf(value).map((row: Row) => ({
    ...(row.id.startsWith('new:') ? {} : { id: row.id }),
    ...Object.fromEntries(inner.map((cell) => [cell.key, outgoing(cell, row[cell.key])])),
  }));
}

/** Whether the caller could write the field at all. */
export function isWritable(field: Field): boolean {
  return (
    !computedKinds.has(field.kind) && !decorKinds.has(field.kind) && field.right !== 'read' && field.right !== 'masked'
  );
}

/** What is sent: for a new record all that has a value, else what differs from the stored record. */
export function changesOf(
  form: FormModel,
  filled: Values,
  states: Readonly<Record<string, FieldState>>,
  base: Rec | undefined,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  const owner = form.fields.some(({ key }) => key === 'owner') ? [] : [systemField('owner')];
  for (const field of [...form.fields, ...owner]) {
    if (!field || !isWritable(field) || (states[field.key]?.readOnly && states[field.key]?.visible)) continue;
    const value = outgoing(field, filled[field.key]);
    // Of a new record what is empty is left out, unless a default would fill it again.
    const sent =
      base === undefined
        ? !isEmpty(value) || field.default !== undefined
        : !same(value, outgoing(field, base[field.key]));
    if (sent) changes[field.key] = value;
  }
  return changes;
}

/** Keys in which two versions of a record differ, for the person who must choose between them. */
export function differing(form: FormModel, a: Rec, b: Rec): readonly string[] {
  return form.fields.filter(({ key, kind }) => !decorKinds.has(kind) && !same(a[key], b[key])).map(({ key }) => key);
}

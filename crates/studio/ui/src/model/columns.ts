/** Columns of a view: a path over links, resolved to the field at its end. */

import type { AppModel, FormModel, Rec } from './app';
import { fieldOf } from './context';
import type { Field } from './field';
import { systemField, type Words } from './system';

export interface Column {
  readonly path: string;
  readonly field: Field;
  readonly label: string;
  /** What the field at its end is called, without the links on the way. */
  readonly name: string;
  /** Links that must be expanded for the value to be there. */
  readonly expand: string | undefined;
  /** The record that holds the field, reached over the links. */
  holder: (record: Rec) => Rec | null | undefined;
}

/**
 * What a card has room for: the state of a record, and some of the other columns, called by the end of their path as far as that tells
 * them apart. What the cards are grouped by stands above them.
 */
export function gistOf(form: FormModel, columns: readonly Column[], most: number, grouped?: string) {
  const others = columns.filter(({ path }) => path !== grouped);
  const state = others.find(({ field }) => field.kind === 'select');
  const facts = others.filter((column) => column !== state && column.path !== form.title).slice(0, most);
  const alone = ({ name }: Column) => facts.filter((fact) => fact.name === name).length === 1;
  return { state, facts: facts.map((fact) => (alone(fact) ? { ...fact, label: fact.name } : fact)) };
}

/** A user as a record, so that `owner.department` is a path like any other. */
export type UserLookup = (id: string) => { readonly id: string; readonly department?: string | null } | undefined;

/** Resolves `path` from `form`; undefined when the caller may not see a part of it. */
export function resolveColumn(
  app: AppModel,
  form: FormModel,
  path: string,
  words: Words,
  user: UserLookup = () => undefined,
): Column | undefined {
  const [head = '', ...rest] = path.split('.');
  const field = fieldOf(form, head) ?? systemField(head);
  if (field === undefined) return undefined;
  const label = words(field.label) || words(systemField(head)?.label) || head;
  if (rest.length === 0) return { path, field, label, name: label, expand: undefined, holder: (record) => record };
  if (field.kind === 'link') {
    const target = app.forms[field.form];
    const inner = target && resolveColumn(app, target, rest.join('.'), words, user);
    if (!inner) return undefined;
    return {
      path,
      field: inner.field,
      label: `${label} · ${inner.label}`,
      name: inner.name,
      expand: inner.expand ? `${head}.${inner.expand}` : head,
      holder: (record) => {
        const next = record.expanded?.[head];
        return next && !Array.isArray(next) ? inner.holder(next as Rec) : null;
      },
    };
  }
  const isUser = ['user', 'owner', 'created_by', 'updated_by'].includes(field.kind);
  if (isUser && rest.length === 1 && rest[0] === 'department') {
    return {
      path,
      field: { key: 'department', kind: 'department', right: 'read' },
      label: `${label} · ${words(departmentLabel)}`,
      name: words(departmentLabel),
      expand: undefined,
      holder: (record) => {
        const person = typeof record[head] === 'string' ? user(record[head]) : undefined;
        return person ? { version: 0, ...person } : null;
      },
    };
  }
  return undefined;
}

const departmentLabel = { 'zh-CN': '部门', en: 'Department' };

/** The columns of a form that no view describes: its title and the first fields that fit a line. */
export function defaultColumns(form: FormModel): readonly string[] {
  const wide = new Set(['table', 'long_text', 'rich_text', 'json', 'separator', 'explanation', 'file', 'image']);
  const keys = form.fields.filter((field) => !wide.has(field.kind)).map((field) => field.key);
  const title = form.title && keys.includes(form.title) ? [form.title] : [];
  return [...new Set([...title, ...keys])].slice(0, 9);
}

/** What a list must ask the server to expand for `columns`. */
export function expandOf(columns: readonly Column[]): readonly string[] {
  const own = columns.filter((column) => column.field.kind === 'link' || column.field.kind === 'links');
  const paths = columns.flatMap((column) => column.expand ?? []);
  return [...new Set([...paths, ...own.map((column) => column.path)])].sort();
}

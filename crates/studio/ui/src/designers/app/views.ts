/** Edits of the views of a form, and what each kind of view needs of its fields. Pure. */
import type { Kind, Text } from '../../model/field';
import type { AppDocument, FieldDoc, FormDoc, ViewDoc } from '../form/document';
import { keyFrom } from '../parts/key';
import { formFields } from '../parts/scope';

export const viewKinds = ['table', 'kanban', 'calendar', 'gantt', 'gallery', 'tree'] as const;
export type ViewKind = (typeof viewKinds)[number];

/** A property that names a field of certain kinds. */
export interface Need {
  readonly property: 'by' | 'sum' | 'start' | 'end' | 'from' | 'to' | 'progress' | 'cover' | 'parent' | 'group';
  readonly kinds: ReadonlySet<Kind>;
  readonly must: boolean;
}

const kinds = (...all: readonly Kind[]): ReadonlySet<Kind> => new Set(all);
const days = kinds('date', 'date_time', 'created_at', 'updated_at');
const numbers = kinds('integer', 'number', 'money', 'percent', 'rating', 'progress');
const groupable = kinds(
  ...(['select', 'tree_select', 'yes_no', 'user', 'owner', 'created_by', 'department', 'link', 'region'] as const),
  ...(['date', 'text', 'rating'] as const),
);

export const needs: Readonly<Record<ViewKind, readonly Need[]>> = {
  table: [{ property: 'group', kinds: groupable, must: false }],
  kanban: [
    { property: 'by', kinds: kinds('select'), must: true },
    { property: 'sum', kinds: numbers, must: false },
  ],
  calendar: [
    { property: 'start', kinds: days, must: true },
    { property: 'end', kinds: days, must: false },
  ],
  gantt: [
    { property: 'from', kinds: days, must: true },
    { property: 'to', kinds: days, must: true },
    { property: 'progress', kinds: kinds('percent', 'progress'), must: false },
    { property: 'group', kinds: groupable, must: false },
  ],
  gallery: [{ property: 'cover', kinds: kinds('image'), must: false }],
  tree: [{ property: 'parent', kinds: kinds('link'), must: true }],
};

/** Kinds of view that show columns. */
export const withColumns: ReadonlySet<string> = new Set(['table', 'kanban', 'gallery', 'tree']);

/** The fields that a need can be met with. */
export function candidates(document: AppDocument, form: FormDoc, need: Need): readonly FieldDoc[] {
  return formFields(document, form.key).filter(
    (field) => need.kinds.has(field.kind) && (need.property !== 'parent' || field.form === form.key),
  );
}

/** Whether the form has the fields that a kind of view cannot do without. */
export const mayBe = (document: AppDocument, form: FormDoc, kind: ViewKind): boolean =>
  needs[kind].every((need) => !need.must || candidates(document, form, need).length > 0);

const shared: ReadonlySet<string> = new Set(['key', 'label', 'kind', 'filter', 'sort', 'colours', 'roles']);

/** The view as one of another kind: what only the old kind had goes, what the new one needs is chosen. */
export function withKind(document: AppDocument, form: FormDoc, view: ViewDoc, kind: ViewKind): ViewDoc {
  const kept = Object.entries(view).filter(
    ([name]) =>
      shared.has(name) ||
      (name === 'columns' && withColumns.has(kind)) ||
      needs[kind].some(({ property }) => property === name),
  );
  const chosen = needs[kind].flatMap((need) => {
    const first = candidates(document, form, need).filter(
      ({ key }) => need.property !== 'to' || key !== firstOf(document, form, 'from'),
    )[0];
    return need.must && view[need.property] === undefined && first ? [[need.property, first.key] as const] : [];
  });
  return { ...Object.fromEntries(kept), ...Object.fromEntries(chosen), kind } as ViewDoc;
}

function firstOf(document: AppDocument, form: FormDoc, property: 'from'): string | undefined {
  const need = needs.gantt.find((each) => each.property === property);
  return need && candidates(document, form, need)[0]?.key;
}

/** What a view is called that nobody has named: its kind, numbered where there are several. */
export function plainName(views: readonly ViewDoc[], kind: string): string {
  const taken = new Set(views.map(({ label }) => label));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? kind : `${kind} ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** Whether a view still has the name that its kind gave it. */
export const isPlainName = (label: Text, kind: string): boolean =>
  typeof label === 'string' && label.replace(/ \d+$/, '') === kind;

/** A new view of a form, with its first fields as columns. */
export function newView(form: FormDoc, label: string): ViewDoc {
  const key = keyFrom(label, 'view', (key) => (form.views ?? []).some((view) => view.key === key));
  const columns = [form.title, ...form.fields.filter(({ kind }) => plainly.has(kind)).map(({ key }) => key)];
  return { key, label, kind: 'table', columns: [...new Set(columns)].slice(0, 8) };
}

const plainly: ReadonlySet<Kind> = kinds(
  ...([
    'text',
    'integer',
    'number',
    'money',
    'percent',
    'yes_no',
    'date',
    'date_time',
    'select',
    'user',
    'owner',
  ] as const),
  ...(['department', 'link', 'phone', 'serial', 'formula', 'progress', 'rating'] as const),
);

export const replaceAt = <T>(list: readonly T[], at: number, item: T): readonly T[] =>
  list.map((each, index) => (index === at ? item : each));

/** The item at `from` before the one at `to`. */
export function reorder<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  if (item === undefined || to === from || to === from + 1) return list;
  const rest = list.filter((_, index) => index !== from);
  const at = to > from ? to - 1 : to;
  return [...rest.slice(0, at), item, ...rest.slice(at)];
}

/** A copy of a form under a free key. Fields keep their keys; links back to it would clash, so the copy has none. */
export function copyForm(document: AppDocument, form: FormDoc, label: FormDoc['label']): FormDoc {
  const { was: _was, ...rest } = form;
  const key = keyFrom(form.key.replace(/_\d+$/, ''), 'form', (each) => document.forms[each] !== undefined);
  const fields = form.fields.map(({ was: _w, back: _b, ...field }) => field as unknown as FieldDoc);
  return { ...rest, key, label, fields } as FormDoc;
}

/** Links of other forms that lead to `form`: they keep it from being removed. */
export function linksTo(
  document: AppDocument,
  form: string,
): readonly { readonly form: FormDoc; readonly field: FieldDoc }[] {
  return Object.values(document.forms)
    .filter(({ key }) => key !== form)
    .flatMap((other) =>
      other.fields
        .flatMap((field) => [field, ...(field.fields ?? [])])
        .filter((field) => field.form === form)
        .map((field) => ({ form: other, field })),
    );
}

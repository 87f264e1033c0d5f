/** What waits for the person: the views of the definition that ask for open records of their own. Pure. */
import type { AppModel, FormModel, Rec, View } from '../../model/app';
import { fieldOf } from '../../model/context';
import type { Field } from '../../model/field';
import { menuForms } from '../../model/menu';

export interface TaskView {
  readonly app: AppModel;
  readonly form: FormModel;
  readonly view: View;
  /** When a record of the view should be done with. */
  readonly due: Field | undefined;
}

const people = new Set(['user', 'users', 'owner', 'created_by', 'updated_by']);

function isMine(form: FormModel, clause: unknown): boolean {
  if (typeof clause !== 'object' || clause === null) return false;
  const { field, op, value } = clause as { field?: unknown; op?: unknown; value?: { formula?: unknown } | null };
  if (typeof field !== 'string' || !['eq', 'has'].includes(String(op)) || value?.formula !== 'me') return false;
  return field === 'owner' || people.has(fieldOf(form, field)?.kind ?? '');
}

/** Whether a view asks for records of the caller that are in some state: whose they are, and something more. */
function asksForMine(form: FormModel, { kind, filter }: View): boolean {
  if (kind !== 'table' || typeof filter !== 'object' || filter === null) return false;
  const { all } = filter as { all?: unknown };
  return Array.isArray(all) && all.length > 1 && all.some((clause) => isMine(form, clause));
}

const isDate = (field: Field | undefined) =>
  field !== undefined &&
  field.right !== 'masked' &&
  (field.kind === 'date' ||
    field.kind === 'date_time' ||
    ('type' in field && ['date', 'date_time'].includes(String(field.type))));

/** The date that such a view is in order of, when a calendar of the form ends with it too. */
function dueOf(form: FormModel, view: View): Field | undefined {
  const first = view.sort?.[0] ?? '';
  const ends = form.views?.some(({ kind, start, end }) => kind === 'calendar' && (end ?? start) === first);
  const field = ends ? fieldOf(form, first) : undefined;
  return isDate(field) ? field : undefined;
}

/** The first such view of each form, in the order of the menu. */
export function taskViews(app: AppModel): readonly TaskView[] {
  const keys = new Set([...menuForms(app).map(({ form }) => form), ...Object.keys(app.forms)]);
  return [...keys].flatMap((key) => {
    const form = app.forms[key];
    const view = form?.views?.find((view) => asksForMine(form, view));
    return form && view ? [{ app, form, view, due: dueOf(form, view) }] : [];
  });
}

export interface Task {
  readonly from: TaskView;
  readonly record: Rec;
  /** The value of the due field, a date or a moment. */
  readonly due: string | undefined;
}

/** What is due first comes first; what has no date comes last, the newest of it first. */
export function inOrder(tasks: readonly Task[]): readonly Task[] {
  return [...tasks].sort((a, b) => {
    if (a.due !== undefined && b.due !== undefined) return a.due < b.due ? -1 : a.due > b.due ? 1 : 0;
    if (a.due !== undefined || b.due !== undefined) return a.due !== undefined ? -1 : 1;
    return String(b.record.updated_at).localeCompare(String(a.record.updated_at));
  });
}

export type Urgency = 'overdue' | 'today' | 'later' | 'none';

/** How a due value stands on the organisation's day; a moment is late as soon as it has passed. */
export function urgencyOf(due: string | undefined, today: string, now: Date, dayOf: (moment: Date) => string): Urgency {
  if (due === undefined) return 'none';
  if (due.length === 10) return due < today ? 'overdue' : due === today ? 'today' : 'later';
  const moment = new Date(due);
  if (moment < now) return 'overdue';
  return dayOf(moment) === today ? 'today' : 'later';
}

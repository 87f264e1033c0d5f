import { describe, expect, it } from 'vitest';
import { civil } from '../../lib/today';
import type { AppModel, FormModel, Rec, View } from '../../model/app';
import type { Field } from '../../model/field';
import { inOrder, type Task, type TaskView, taskViews, urgencyOf } from './tasks';

const me = { formula: 'me' };
const rights = { create: true, update: true, delete: true, export: true };
const form = (key: string, fields: readonly Field[], views: readonly View[]): FormModel => ({
  key,
  label: key,
  fields,
  views,
  rights,
});
const app = (...forms: readonly FormModel[]): AppModel => ({
  key: 'crm',
  label: 'CRM',
  menu: forms.map(({ key }) => ({ form: key })),
  options: {},
  forms: Object.fromEntries(forms.map((form) => [form.key, form])),
});
const open = { field: 'status', op: 'eq', value: 'open' };

describe('what waits for the person', () => {
  const handler: Field = { key: 'handler', kind: 'user', right: 'write' };
  const due: Field = { key: 'due_at', kind: 'date_time', right: 'write' };
  const calendar: View = { key: 'calendar', label: '', kind: 'calendar', start: 'due_at', end: 'due_at' };

  it('is a view that asks for records of theirs in some state', () => {
    const mine: View = {
      key: 'mine',
      label: '',
      kind: 'table',
      filter: { all: [{ field: 'handler', op: 'eq', value: me }, open] },
      sort: ['due_at'],
    };
    const [found] = taskViews(
      app(form('task', [handler, due], [{ key: 'all', label: '', kind: 'table' }, mine, calendar])),
    );
    expect(found?.view.key).toBe('mine');
    expect(found?.due?.key).toBe('due_at');
  });

  it.each([
    ['all of their records', { all: [{ field: 'owner', op: 'eq', value: me }] }],
    ['somebody else', { all: [{ field: 'handler', op: 'eq', value: 'some-id' }, open] }],
    ['a text that happens to be compared', { all: [{ field: 'note', op: 'eq', value: me }, open] }],
    ['a formula', 'owner == me && status == "open"'],
  ])('is not a view of %s', (_about, filter) => {
    const view: View = { key: 'v', label: '', kind: 'table', filter };
    expect(taskViews(app(form('task', [handler, { key: 'note', kind: 'text' }], [view])))).toEqual([]);
  });

  it('has no due date when the order is by something that merely happened', () => {
    const mine: View = {
      key: 'mine',
      label: '',
      kind: 'table',
      filter: { all: [{ field: 'owner', op: 'eq', value: me }, open] },
      sort: ['due_at'],
    };
    expect(taskViews(app(form('ticket', [due], [mine])))[0]?.due).toBeUndefined();
  });

  it('comes by its date, then what has none by what changed last', () => {
    const task = (id: string, due: string | undefined, updated_at = ''): Task => ({
      from: {} as TaskView,
      record: { id, version: 1, updated_at } satisfies Rec,
      due,
    });
    const order = inOrder([
      task('c', undefined, '1'),
      task('b', '2026-11-22'),
      task('d', undefined, '2'),
      task('a', '2026-11-21'),
    ]);
    expect(order.map(({ record }) => record.id)).toEqual(['a', 'b', 'd', 'c']);
  });

  it.each([
    ['2026-11-21', 'overdue'],
    ['2026-11-22', 'today'],
    ['2026-11-23', 'later'],
    ['2026-11-21T23:00:00Z', 'overdue'],
    ['2026-11-22T10:00:00Z', 'today'],
    ['2026-11-22T17:00:00Z', 'later'],
    [undefined, 'none'],
  ])('%s is %s in Shanghai on the 22nd at eight', (due, urgency) => {
    const day = (moment: Date) => civil(moment, 'Asia/Shanghai').date;
    expect(urgencyOf(due, '2026-11-22', new Date('2026-11-22T00:00:00Z'), day)).toBe(urgency);
  });
});

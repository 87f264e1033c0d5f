import { describe, expect, it } from 'vitest';
import type { RejectedRow, SheetColumn, SheetFile } from '../../../api/sheets';
import { left, mend, ready, wrongs } from './mending';
import { type AppPlan, type ColumnPlan, definitionOf, importOf, planOf, problemOf, readAnew, withKind } from './model';

const column = (
  index: number,
  key: string,
  kind: SheetColumn['kind'],
  more: Partial<SheetColumn> = {},
): SheetColumn => ({
  index,
  header: key,
  key,
  kind,
  properties: {},
  samples: [],
  values: [],
  empty: 0,
  distinct: 3,
  problems: [],
  problem_count: 0,
  ...more,
});

const file: SheetFile = {
  file: { id: 'f', name: '客户清单.xlsx', size: 1, type: '' },
  sheets: [
    {
      name: '客户',
      rows: 3,
      header_row: 1,
      title: 'name',
      columns: [
        column(0, 'name', 'text'),
        column(2, 'status', 'select', { properties: { options: [{ key: 'a', label: '甲' }] } }),
        column(3, 'amount', 'money'),
        column(4, 'since', 'date', { problems: [{ row: 3, value: 'x' }], problem_count: 1 }),
        column(5, 'nothing', 'text', { distinct: 0, empty: 3 }),
      ],
    },
    { name: 'Sheet2', rows: 0, header_row: null, title: null, columns: [] },
  ],
};

const words = {
  number: 'No.',
  all: 'All',
  board: (by: unknown) => `By ${by}`,
  calendar: 'Calendar',
  member: 'M',
  reader: 'R',
};
const plan = planOf(file, { icon: 'table', colour: 'blue' });
const first = (plan: AppPlan) => plan.sheets[0] as AppPlan['sheets'][number];
const set = (plan: AppPlan, change: (column: ColumnPlan) => ColumnPlan): AppPlan => ({
  ...plan,
  sheets: plan.sheets.map((sheet) => ({ ...sheet, columns: sheet.columns.map(change) })),
});

describe('an app from a spreadsheet', () => {
  it('takes the sheets that hold rows and the columns that hold values', () => {
    expect(plan.label).toBe('客户清单');
    expect(plan.sheets.map(({ use, label }) => [use, label])).toEqual([
      [true, '客户'],
      [false, '客户清单 2'],
    ]);
    expect(
      first(plan)
        .columns.filter(({ use }) => use)
        .map(({ key }) => key),
    ).toEqual(['name', 'status', 'amount', 'since']);
    expect(problemOf(plan)).toBeUndefined();
  });

  it('becomes a definition with a list, a board and a calendar', () => {
    const { app, forms, roles } = definitionOf(plan, 'app_1', words);
    const form = forms.form_1;
    expect(app.menu).toEqual([{ form: 'form_1' }]);
    expect(form?.title).toBe('name');
    expect(form?.fields[0]).toEqual({ key: 'name', kind: 'text', label: 'name', required: true });
    expect(form?.views?.map(({ kind }) => kind)).toEqual(['table', 'kanban', 'calendar']);
    expect(form?.views?.[1]).toMatchObject({ by: 'status', sum: 'amount', label: 'By status' });
    expect(Object.keys(roles)).toEqual(['member', 'reader']);
  });

  it('numbers records that nothing names', () => {
    const plain = set(plan, (column) => ({ ...column, use: column.kind !== 'text' }));
    const form = definitionOf(plain, 'a', words).forms.form_1;
    expect(form?.fields[0]).toMatchObject({ key: 'number', kind: 'serial' });
    expect(form?.title).toBe('number');
  });

  it('makes options of the values when a column becomes a choice', () => {
    const guess = column(0, 'x', 'text', { values: ['甲、乙', 'B', '乙'] });
    const plan = { ...guess, label: 'x', use: true, required: false, guessed: 'text' as const };
    const labels = (column: ColumnPlan) => (column.properties.options as { label: string }[]).map(({ label }) => label);
    expect(labels(withKind(plan, guess, 'select'))).toEqual(['甲、乙', 'B', '乙']);
    expect(labels(withKind(plan, guess, 'multi_select'))).toEqual(['甲', '乙', 'B']);
    expect(withKind(plan, { ...guess, kind: 'date', properties: { a: 1 } }, 'date').properties).toEqual({ a: 1 });
  });

  it('asks for the rows by the places of the columns', () => {
    expect(importOf(plan, first(plan))).toEqual({
      file: 'f',
      sheet: '客户',
      header_row: 1,
      columns: { 0: 'name', 2: 'status', 3: 'amount', 4: 'since' },
      limit: 1000,
    });
  });

  it('says what is missing', () => {
    expect(problemOf({ ...plan, label: ' ' })).toBe('noName');
    expect(problemOf({ ...plan, sheets: plan.sheets.map((sheet) => ({ ...sheet, use: false })) })).toBe('noSheet');
    expect(problemOf(set(plan, (column) => ({ ...column, use: false })))).toBe('noColumn');
    expect(problemOf(set(plan, (column) => ({ ...column, label: 'same' })))).toBe('sameLabel');
    expect(problemOf(set(plan, (column) => ({ ...column, label: '' })))).toBe('noLabel');
  });

  it('keeps its name when it is read with another header', () => {
    const again = readAnew(first(plan), { name: '客户', rows: 4, header_row: null, title: null, columns: [] });
    expect(again).toMatchObject({ key: 'form_1', label: '客户', rows: 4, headerRow: null, title: undefined });
  });
});

describe('rows that were not taken', () => {
  const issue = (path: string, code: string) => ({ path, code, text: code });
  const rows: RejectedRow[] = [
    { row: 3, issues: [issue('/status', 'import.option')], cells: { status: '华东区', amount: '1' } },
    {
      row: 5,
      issues: [issue('/status', 'import.option'), issue('/amount', 'import.number')],
      cells: { status: '华东区', amount: 'x' },
    },
  ];

  it('are grouped by what is wrong', () => {
    const [options, numbers] = wrongs(rows);
    expect(options).toMatchObject({ field: 'status', code: 'import.option', rows: 2 });
    expect(options?.values.get('华东区')).toEqual([3, 5]);
    expect(numbers?.values.get('x')).toEqual([5]);
  });

  it('are mended together and sent again', () => {
    const mended = mend(mend({}, [3, 5], 'status', '华东'), [5], 'amount', '2');
    expect(mended).toEqual({ 3: { status: '华东' }, 5: { status: '华东', amount: '2' } });
    expect(ready(rows, mended)).toEqual([3, 5]);
    expect(left(rows, [3, 5], [{ ...rows[1], issues: [] } as RejectedRow]).map(({ row }) => row)).toEqual([5]);
  });
});

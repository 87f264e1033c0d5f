/** The app that a spreadsheet becomes: what was guessed, what a person changed of it, and the definition. Pure. */
import type { ImportRequest, Sheet, SheetColumn, SheetFile } from '../../../api/sheets';
import { colours, type Kind, type Text } from '../../../model/field';
import type { AppDocument, FieldDoc, FormDoc, RoleDoc, ViewDoc } from '../../form/document';
import { isOptionKey, keyFrom } from '../../parts/key';

export interface ColumnPlan extends SheetColumn {
  readonly label: string;
  readonly use: boolean;
  readonly required: boolean;
  /** What was guessed, to go back to. */
  readonly guessed: Kind;
}

export interface SheetPlan {
  readonly name: string;
  readonly use: boolean;
  readonly rows: number;
  readonly headerRow: number | null;
  readonly key: string;
  readonly label: string;
  /** The column that names a record; without one, records are numbered. */
  readonly title: string | undefined;
  readonly columns: readonly ColumnPlan[];
}

export interface AppPlan {
  readonly file: string;
  readonly fileName: string;
  readonly label: string;
  readonly icon: string;
  readonly colour: string;
  readonly sheets: readonly SheetPlan[];
}

/** Words of what is added in the language of who plans. */
export interface Words {
  readonly number: Text;
  readonly all: Text;
  readonly board: (by: Text) => Text;
  readonly calendar: Text;
  readonly member: Text;
  readonly reader: Text;
}

/** Kinds that a column can become. */
export const columnKinds = [
  'text',
  'long_text',
  'integer',
  'number',
  'money',
  'percent',
  'date',
  'time',
  'date_time',
  'yes_no',
  'select',
  'multi_select',
  'tags',
  'phone',
  'email',
  'url',
  'id_number',
  'region',
  'address',
  'user',
  'department',
  'rating',
  'progress',
] as const satisfies readonly Kind[];

/** More options than this nobody looks through. */
const mostOptions = 50;
/** Columns of the list that the app begins with. */
const mostShown = 9;
const perSheet = { few: 1000, many: 5000 } as const;

const withoutEnding = (name: string) => name.replace(/\.(xlsx|csv|tsv|txt)$/i, '').trim();

export function planOf({ file, sheets }: SheetFile, look: { icon: string; colour: string }): AppPlan {
  const named = withoutEnding(file.name).slice(0, 60) || file.name;
  const taken = new Set<string>();
  return {
    file: file.id,
    fileName: file.name,
    label: named,
    ...look,
    sheets: sheets.map((sheet, index) => {
      const plain = sheet.name === '' || /^(sheet|工作表)\s*\d*$/i.test(sheet.name);
      const label = plain ? named + (sheets.length > 1 ? ` ${index + 1}` : '') : sheet.name;
      const key = keyFrom(label, 'form', (key) => taken.has(key));
      taken.add(key);
      return { ...sheetPlan(sheet), key, label, use: sheet.rows > 0 && sheet.columns.length > 0 };
    }),
  };
}

function sheetPlan(sheet: Sheet): Omit<SheetPlan, 'key' | 'label' | 'use'> {
  return {
    name: sheet.name,
    rows: sheet.rows,
    headerRow: sheet.header_row ?? null,
    title: sheet.title ?? undefined,
    columns: sheet.columns.map((column) => ({
      ...column,
      label: column.header,
      use: column.distinct > 0,
      required: column.key === sheet.title && column.empty === 0,
      guessed: column.kind,
    })),
  };
}

/** The sheet with its columns read anew. */
export function readAnew(plan: SheetPlan, sheet: Sheet): SheetPlan {
  return { ...plan, ...sheetPlan(sheet) };
}

/** The column as a field of another kind. */
export function withKind(column: ColumnPlan, guess: SheetColumn | undefined, kind: Kind): ColumnPlan {
  const properties = guess?.kind === kind ? guess.properties : propertiesOf(column, kind);
  // What did not fit the guess says nothing about another kind.
  const same = guess?.kind === kind;
  return {
    ...column,
    kind,
    properties,
    problems: same ? guess.problems : [],
    problem_count: same ? guess.problem_count : 0,
  };
}

function propertiesOf(column: ColumnPlan, kind: Kind): Readonly<Record<string, unknown>> {
  if (kind !== 'select' && kind !== 'multi_select') return {};
  const parts = kind === 'select' ? column.values : column.values.flatMap((value) => value.split(/[、，,;；|\n]/));
  const labels = [...new Set(parts.map((part) => part.trim()).filter(Boolean))].slice(0, mostOptions);
  return {
    options: labels.map((label, index) => ({
      key: isOptionKey(label) ? label : `option_${index + 1}`,
      label,
      colour: colours[index % colours.length],
    })),
  };
}

/** Whether a column may become a choice: its values are few enough to be options. */
export const mayChoose = (column: SheetColumn): boolean =>
  column.values.length > 0 || (column.properties.options as readonly unknown[] | undefined) !== undefined;

export const mayName = (kind: Kind): boolean => kind === 'text' || kind === 'phone' || kind === 'email';

export type PlanProblem = 'noSheet' | 'noName' | 'noColumn' | 'noLabel' | 'sameLabel';

/** What keeps the plan from becoming an app. */
export function problemOf(plan: AppPlan): PlanProblem | undefined {
  const used = plan.sheets.filter(({ use }) => use);
  if (plan.label.trim() === '') return 'noName';
  if (used.length === 0) return 'noSheet';
  for (const sheet of used) {
    const labels = sheet.columns.filter(({ use }) => use).map(({ label }) => label.trim());
    if (sheet.label.trim() === '' || labels.includes('')) return 'noLabel';
    if (labels.length === 0) return 'noColumn';
    if (new Set(labels).size < labels.length) return 'sameLabel';
  }
  return undefined;
}

function fieldOf(column: ColumnPlan): FieldDoc {
  return {
    key: column.key,
    kind: column.kind,
    label: column.label.trim(),
    ...column.properties,
    ...(column.required ? { required: true } : {}),
    ...(column.kind === 'long_text' || column.kind === 'address' ? { width: 12 } : {}),
  } as FieldDoc;
}

function formOf(sheet: SheetPlan, words: Words): FormDoc {
  const used = sheet.columns.filter(({ use }) => use);
  const named = used.find(({ key, kind }) => key === sheet.title && mayName(kind));
  const taken = new Set(used.map(({ key }) => key));
  const number = keyFrom('number', 'serial', (key) => taken.has(key));
  const serial = { key: number, kind: 'serial', label: words.number, pattern: '{00000}' } as unknown as FieldDoc;
  const title = named?.key ?? number;
  const fields = [...(named ? [] : [serial]), ...used.map(fieldOf)];
  const shown = [
    title,
    ...fields.filter(({ key, kind }) => key !== title && kind !== 'long_text').map(({ key }) => key),
  ];
  const columns = shown.slice(0, mostShown);
  const by = used.find(({ kind }) => kind === 'select');
  const day = used.find(({ kind }) => kind === 'date' || kind === 'date_time');
  const sum = used.find(({ kind }) => kind === 'money');
  const views: ViewDoc[] = [{ key: 'all', label: words.all, kind: 'table', columns, sort: ['-created_at'] }];
  if (by)
    views.push({
      key: 'board',
      label: words.board(by.label.trim()),
      kind: 'kanban',
      by: by.key,
      columns: columns.filter((key) => key !== by.key && key !== title).slice(0, 3),
      ...(sum ? { sum: sum.key } : {}),
    });
  if (day) views.push({ key: 'calendar', label: words.calendar, kind: 'calendar', start: day.key });
  return { format: 1, key: sheet.key, label: sheet.label.trim(), title, fields, views };
}

const everything = { read: 'all', create: true, update: 'all', delete: 'own', export: true };

/** The definition: a form a sheet, a list for each, and two roles to give to people. */
export function definitionOf(plan: AppPlan, key: string, words: Words): AppDocument {
  const forms = plan.sheets.filter(({ use }) => use).map((sheet) => formOf(sheet, words));
  const role = (key: string, label: Text, right: object): RoleDoc =>
    ({
      format: 1,
      key,
      label,
      forms: Object.fromEntries(forms.map((form) => [form.key, right])),
    }) as unknown as RoleDoc;
  return {
    app: {
      format: 1,
      key,
      version: '1.0.0',
      label: plan.label.trim(),
      icon: plan.icon,
      colour: plan.colour,
      menu: forms.map((form) => ({ form: form.key })),
    },
    options: {},
    forms: Object.fromEntries(forms.map((form) => [form.key, form])),
    roles: {
      member: role('member', words.member, everything),
      reader: role('reader', words.reader, { read: 'all' }),
    },
  };
}

/** The rows of a sheet, for the fields that were made of its columns. */
export function importOf(plan: AppPlan, sheet: SheetPlan): ImportRequest {
  return {
    file: plan.file,
    sheet: sheet.name,
    header_row: sheet.headerRow,
    columns: Object.fromEntries(sheet.columns.filter(({ use }) => use).map(({ index, key }) => [String(index), key])),
    limit: sheet.rows > 20_000 ? perSheet.many : perSheet.few,
  };
}

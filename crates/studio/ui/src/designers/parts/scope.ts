/** What formulas and conditions of a form may name: its fields, rows of sub-tables, and over links the fields of other forms, of people and departments. Pure. */
import type { Family } from '../../fields/kind';
import type { Kind, Option, Text } from '../../model/field';
import { systemFields } from '../../model/system';
import { type AppDocument, type FieldDoc, fieldsIn } from '../form/document';

/** Where an expression stands. */
export interface Reach {
  readonly document: AppDocument;
  /** A form of the app, or `user` or `department`. */
  readonly form: string;
  /** Inside a row of this sub-table. */
  readonly table?: string | undefined;
  /** Whether there are values before the change. */
  readonly old?: boolean;
  /** What is in force: there fields that went out of the draft have names. */
  readonly published?: AppDocument | undefined;
}

const person: readonly FieldDoc[] = [
  { key: 'name', kind: 'text', label: { 'zh-CN': '姓名', en: 'Name' } },
  { key: 'account', kind: 'text', label: { 'zh-CN': '账号', en: 'Account' } },
  { key: 'department', kind: 'department', label: { 'zh-CN': '部门', en: 'Department' } },
  { key: 'email', kind: 'text', label: { 'zh-CN': '邮箱', en: 'Email' } },
  { key: 'phone', kind: 'text', label: { 'zh-CN': '电话', en: 'Phone' } },
  { key: 'title', kind: 'text', label: { 'zh-CN': '职务', en: 'Job title' } },
];

const department: readonly FieldDoc[] = [
  { key: 'name', kind: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
  { key: 'parent', kind: 'department', label: { 'zh-CN': '上级部门', en: 'Department above' } },
  { key: 'head', kind: 'user', label: { 'zh-CN': '负责人', en: 'Head' } },
];

const builtIn: Readonly<Record<string, readonly FieldDoc[]>> = { user: person, department };

/** The attributes of `me`; `me` alone is the person. */
export const meFields = person;

const valueless: ReadonlySet<Kind> = new Set(['separator', 'explanation']);
const people: ReadonlySet<Kind> = new Set(['user', 'owner', 'created_by', 'updated_by']);

/** The fields of a form that have a value, its own first, then those that every record has. */
export function formFields(document: AppDocument, form: string): readonly FieldDoc[] {
  const fixed = builtIn[form];
  if (fixed) return fixed;
  const own = fieldsIn(document, form).filter(({ kind }) => !valueless.has(kind));
  const system = systemFields
    .filter(({ key }) => !own.some((field) => field.key === key))
    .map(({ key, kind, label }): FieldDoc => ({ key, kind, ...(label === undefined ? {} : { label }) }));
  return [...own, ...system];
}

/** What may be named without a hop: inside a row its own fields win over the record's. */
export function namedFields({ document, form, table }: Reach): readonly FieldDoc[] {
  const record = formFields(document, form);
  if (table === undefined) return record;
  const row = fieldsIn(document, form, table).filter(({ kind }) => !valueless.has(kind));
  return [...row, ...record.filter(({ key }) => !row.some((field) => field.key === key))];
}

/** The field whose values a field shows: a lookup is what it looks up. */
export function effective(document: AppDocument, form: string, field: FieldDoc, table?: string): FieldDoc {
  if (field.kind !== 'lookup') return field;
  const via = fieldsIn(document, form, table).find(({ key }) => key === field.via);
  const target = typeof via?.form === 'string' ? via.form : via && people.has(via.kind) ? 'user' : undefined;
  const end = target && formFields(document, target).find(({ key }) => key === field.field);
  if (!target || !end || end === field) return field;
  const seen = end.kind === 'lookup' ? end : effective(document, target, end);
  const { label: _label, key: _key, ...rest } = seen;
  return { ...rest, key: field.key, ...(field.label === undefined ? {} : { label: field.label }) } as FieldDoc;
}

/** The form that a field leads to. */
export function targetOf(field: FieldDoc): string | undefined {
  if (field.kind === 'link') return typeof field.form === 'string' ? field.form : undefined;
  if (people.has(field.kind)) return 'user';
  return field.kind === 'department' ? 'department' : undefined;
}

export interface Resolved {
  /** The fields of the path, one a step. */
  readonly steps: readonly FieldDoc[];
  /** The field at its end, seen through a lookup. */
  readonly end: FieldDoc;
  /** The form that has the last step. */
  readonly form: string;
}

/** Follows a path such as `customer.owner.department`; undefined when a step is unknown. */
export function resolve(reach: Reach, path: string): Resolved | undefined {
  const steps: FieldDoc[] = [];
  let form = reach.form;
  let fields = namedFields(reach);
  let table = reach.table;
  let end: FieldDoc | undefined;
  for (const key of path.split('.')) {
    if (end) {
      const target = targetOf(end);
      if (target === undefined) return undefined;
      form = target;
      table = undefined;
      fields = formFields(reach.document, target);
    }
    const field = fields.find((field) => field.key === key);
    if (!field) return undefined;
    steps.push(field);
    end = effective(reach.document, form, field, table);
  }
  return end && { steps, end, form };
}

export type Words = (text: Text | null | undefined) => string;

export const labelOf = (field: FieldDoc, words: Words) => words(field.label) || field.key;

/** `客户 · 负责人`; the path itself when a step is known neither here nor in what is in force. */
export function pathLabel(reach: Reach, path: string, words: Words): string {
  const { published } = reach;
  const found = resolve(reach, path) ?? (published && resolve({ ...reach, document: published }, path));
  return found ? found.steps.map((step) => labelOf(step, words)).join(' · ') : path;
}

/** The options of a field: its own, or those of the set that it names. */
export function optionsOfField(document: AppDocument, field: FieldDoc | undefined): readonly Option[] {
  const options = field?.options;
  if (options === undefined) return [];
  return typeof options === 'string' ? (document.options[options]?.options ?? []) : options;
}

export function flatOptions(options: readonly Option[]): readonly Option[] {
  return options.flatMap((option) => [option, ...flatOptions(option.children ?? [])]);
}

const families: Partial<Record<Kind, Family>> = {
  integer: 'number', number: 'number', money: 'number', percent: 'number', rating: 'number', progress: 'number',
  yes_no: 'yes_no', date: 'date', date_time: 'date', created_at: 'date', updated_at: 'date', time: 'time',
  select: 'choice', multi_select: 'choices', tags: 'choices', users: 'choices', links: 'choices',
  tree_select: 'tree', region: 'tree', department: 'tree',
  user: 'person', owner: 'person', created_by: 'person', updated_by: 'person', link: 'link',
  table: 'none', file: 'none', image: 'none', json: 'none', address: 'none',
}; // biome-ignore format: a table

/** Group of operators by the look of a formula; the server has the last word. */
function familyOfFormula(formula: string): Family {
  const text = formula.trim();
  if (
    /^(is_empty|is_set|contains|starts_with|ends_with|between|has|has_role|within)\(|^!|[<>]=?|==|!=|&&|\|\|/.test(text)
  )
    return /^(if|when)\b/.test(text) ? 'text' : 'yes_no';
  if (/^(date|today|date_add|start_of|end_of|moment|now)\(/.test(text)) return 'date';
  return /"|^(text|format|concat|left|right|mid|trim|upper|lower|replace|join|capital)/.test(text) ? 'text' : 'number';
}

/** What may be asked of a field. */
export function familyOf(document: AppDocument, field: FieldDoc): Family {
  if (field.kind === 'formula') {
    if (field.scale !== undefined || field.display === 'percent') return 'number';
    return typeof field.formula === 'string' ? familyOfFormula(field.formula) : 'number';
  }
  if (field.kind === 'rollup') {
    const of = typeof field.form === 'string' && formFields(document, field.form).find(({ key }) => key === field.of);
    const same = field.op === 'min' || field.op === 'max' || field.op === 'latest';
    return same && of ? familyOf(document, of) : 'number';
  }
  return families[field.kind] ?? 'text';
}

/** The sub-tables of a form. */
export function tablesOf(reach: Reach): readonly FieldDoc[] {
  return reach.table === undefined ? namedFields(reach).filter(({ kind }) => kind === 'table') : [];
}

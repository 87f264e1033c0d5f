/** What is wrong with the properties of a field, told while one types; the server's check has the last word. Pure. */
import type { Option } from '../../model/field';
import { type AppDocument, type FieldDoc, type FieldPath, fieldsIn } from '../form/document';
import { isKey, isReserved } from '../parts/key';

/** A key of the catalogue under `panels:problem`, and what stands in it. */
export interface Problem {
  readonly is:
    | 'needed'
    | 'keyShape'
    | 'keyReserved'
    | 'keyTaken'
    | 'order'
    | 'pattern'
    | 'unknownForm'
    | 'unknownField'
    | 'unknownOptions'
    | 'noOptions'
    | 'optionTwice'
    | 'backTaken'
    | 'serialDigits'
    | 'serialReset'
    | 'formula';
  readonly what?: string;
}

export type Problems = ReadonlyMap<string, Problem>;

/** What is wrong with `key` for a field at `path`. */
export function keyProblem(document: AppDocument, path: FieldPath, key: string): Problem | undefined {
  if (!isKey(key)) return { is: 'keyShape' };
  if (isReserved(key)) return { is: 'keyReserved', what: key };
  const others = fieldsIn(document, path.form, path.table).filter((field) => field.key !== path.field);
  return others.some((field) => field.key === key) ? { is: 'keyTaken', what: key } : undefined;
}

const number = (value: unknown) => (value === undefined || value === '' ? undefined : Number(value));

function isAbove(low: unknown, high: unknown): boolean {
  if (typeof low === 'object' || typeof high === 'object') return false;
  const [a, b] = [number(low), number(high)];
  if (a === undefined || b === undefined) return false;
  return Number.isNaN(a) || Number.isNaN(b) ? String(low) > String(high) : a > b;
}

export function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** The keys of options that stand more than once. */
export function doubles(options: readonly Option[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const walk = (list: readonly Option[]) => {
    for (const option of list) {
      (seen.has(option.key) ? twice : seen).add(option.key);
      walk(option.children ?? []);
    }
  };
  walk(options);
  return [...twice];
}

export function problemsOf(document: AppDocument, path: FieldPath, field: FieldDoc): Problems {
  const found = new Map<string, Problem>();
  const tell = (name: string, is: Problem['is'], what?: string) => {
    if (!found.has(name)) found.set(name, what === undefined ? { is } : { is, what });
  };
  if (isAbove(field.min_length, field.max_length)) tell('min_length', 'order');
  if (isAbove(field.min, field.max)) tell('min', 'order');
  if (isAbove(field.min_rows, field.max_rows)) tell('min_rows', 'order');
  const own = fieldsIn(document, path.form, path.table);
  switch (field.kind) {
    case 'text':
      if (typeof field.pattern === 'string' && !isPattern(field.pattern)) tell('pattern', 'pattern');
      break;
    case 'select':
    case 'multi_select':
    case 'tree_select':
      optionProblems(document, field, tell);
      break;
    case 'link':
    case 'links':
      if (typeof field.form !== 'string' || !document.forms[field.form])
        tell('form', 'unknownForm', String(field.form ?? ''));
      if (typeof field.back === 'string' && isBackTaken(document, path, field)) tell('back', 'backTaken', field.back);
      break;
    case 'serial': {
      const pattern = typeof field.pattern === 'string' ? field.pattern : '';
      if (!/\{0+\}/.test(pattern)) tell('pattern', 'serialDigits');
      if (!showsReset(pattern, field.reset)) tell('reset', 'serialReset');
      break;
    }
    case 'lookup': {
      const via = own.find(({ key }) => key === field.via);
      if (!via) tell('via', 'unknownField', String(field.via ?? ''));
      else if (typeof via.form === 'string' && !fieldsIn(document, via.form).some(({ key }) => key === field.field))
        tell('field', 'unknownField', String(field.field ?? ''));
      break;
    }
    case 'rollup': {
      const form = typeof field.form === 'string' ? document.forms[field.form] : undefined;
      if (!form) tell('form', 'unknownForm', String(field.form ?? ''));
      else if (!form.fields.some(({ key, form: to }) => key === field.via && to === path.form))
        tell('via', 'unknownField', String(field.via ?? ''));
      else if (field.op !== 'count' && !form.fields.some(({ key }) => key === field.of)) tell('of', 'needed');
      break;
    }
    case 'capital_money':
      if (!own.some(({ key }) => key === field.of)) tell('of', 'unknownField', String(field.of ?? ''));
      break;
    case 'formula':
      if (typeof field.formula !== 'string' || field.formula.trim() === '') tell('formula', 'formula');
      break;
    default:
  }
  return found;
}

function optionProblems(
  document: AppDocument,
  field: FieldDoc,
  tell: (name: string, is: Problem['is'], what?: string) => void,
) {
  const { options } = field;
  if (typeof options === 'string') {
    if (!document.options[options]) tell('options', 'unknownOptions', options);
    return;
  }
  if (!options || options.length === 0) return tell('options', 'noOptions');
  const [twice] = doubles(options);
  if (twice !== undefined) tell('options', 'optionTwice', twice);
}

/** The target must tell the links that lead to it apart, and from its own fields. */
function isBackTaken(document: AppDocument, path: FieldPath, { form, back }: FieldDoc): boolean {
  const target = typeof form === 'string' ? document.forms[form] : undefined;
  if (target?.fields.some(({ key }) => key === back)) return true;
  return Object.values(document.forms).some((other) =>
    other.fields.some(
      (field) =>
        (field.kind === 'link' || field.kind === 'links') &&
        field.form === form &&
        field.back === back &&
        !(other.key === path.form && field.key === path.field && path.table === undefined),
    ),
  );
}

/** A number that begins again must show in which year, month or day, or it would come twice. */
function showsReset(pattern: string, reset: unknown): boolean {
  const year = /\{yy(yy)?\}/.test(pattern);
  const month = pattern.includes('{mm}');
  if (reset === 'year') return year;
  if (reset === 'month') return year && month;
  return reset === 'day' ? year && month && pattern.includes('{dd}') : true;
}

/** The pattern with a day and the first number put in. */
export function serialSample(pattern: string, day: { year: number; month: number; date: number }): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return pattern
    .replaceAll('{yyyy}', String(day.year).padStart(4, '0'))
    .replaceAll('{yy}', two(day.year % 100))
    .replaceAll('{mm}', two(day.month))
    .replaceAll('{dd}', two(day.date))
    .replace(/\{(0+)\}/g, (_, zeros: string) => '1'.padStart(zeros.length, '0'));
}

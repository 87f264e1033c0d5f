/** What may be asked of a field, with what, and where a value may come from. Pure. */
import type { Family } from '../../../fields/kind';
import { operatorsOf } from '../../../filter/operators';
import type { FieldDoc } from '../../form/document';
import { familyOf, formFields, namedFields, type Reach, resolve, targetOf } from '../scope';
import { type Clause, type ClauseOperator, emptyGroup, type Group, isComplete, standsAlone } from './model';

const usual: Partial<Record<Family, readonly ClauseOperator[]>> = {
  // In rules a choice is compared with one option more often than with several.
  choice: ['eq', 'ne', 'in', 'not_in', 'is_set', 'is_empty'],
  person: ['eq', 'ne', 'in', 'not_in', 'is_set', 'is_empty'],
  number: ['gt', 'ge', 'lt', 'le', 'eq', 'ne', 'between', 'is_set', 'is_empty'],
  text: ['eq', 'ne', 'contains', 'not_contains', 'starts_with', 'ends_with', 'in', 'is_set', 'is_empty'],
};

/** The operators beside a field, the usual one first; those about changes where there is a before. */
export function operatorsFor(family: Family, old: boolean): readonly ClauseOperator[] {
  const list: readonly ClauseOperator[] = usual[family] ?? operatorsOf(family);
  return old && family !== 'none' ? [...list, 'changed', 'changed_to', 'changed_from'] : list;
}

/** What stands beside an operator. */
export type Shape = 'none' | 'one' | 'two' | 'many' | 'span' | 'period';

export function shapeOf(op: ClauseOperator): Shape {
  if (standsAlone(op)) return 'none';
  switch (op) {
    case 'in':
    case 'not_in':
    case 'has_any':
    case 'has_all':
      return 'many';
    case 'between':
      return 'two';
    case 'within_last':
    case 'within_next':
      return 'span';
    case 'this_period':
    case 'last_period':
    case 'next_period':
      return 'period';
    default:
      return 'one';
  }
}

/** Where a value comes from. */
export const sources = ['value', 'me', 'department', 'today', 'now', 'field', 'formula'] as const;
export type Source = (typeof sources)[number];

const formulas: Partial<Record<Source, string>> = {
  me: 'me',
  department: 'me.department',
  today: 'today()',
  now: 'now()',
};

export const formulaOfSource = (source: Source): string | undefined => formulas[source];

/** The sources that fit a field. */
export function sourcesFor(field: FieldDoc, family: Family, shape: Shape): readonly Source[] {
  if (shape !== 'one' && shape !== 'two') return ['value'];
  if (shape === 'two') return ['value', 'formula'];
  const isDepartment = field.kind === 'department';
  const isMoment = ['date_time', 'created_at', 'updated_at'].includes(field.kind);
  return [
    'value',
    ...(family === 'person' || field.kind === 'users' ? (['me'] as const) : []),
    ...(isDepartment ? (['department'] as const) : []),
    ...(family === 'date' ? [isMoment ? ('now' as const) : ('today' as const)] : []),
    'field',
    'formula',
  ];
}

const formulaIn = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'formula' in value ? String(value.formula) : undefined;

export { formulaIn };

/** The source that a value was chosen from. */
export function sourceOf(reach: Reach, value: unknown): Source {
  const formula = formulaIn(value)?.trim();
  if (formula === undefined) return 'value';
  const named = sources.find((source) => formulas[source] === formula);
  return named ?? (resolve(reach, formula) ? 'field' : 'formula');
}

/** A clause about `path`, with the usual operator. */
export function clauseFor(reach: Reach, path: string): Clause {
  const field = resolve(reach, path)?.end;
  const op = field ? (operatorsFor(familyOf(reach.document, field), false)[0] ?? 'is_set') : 'is_set';
  return field?.kind === 'yes_no'
    ? { is: 'clause', field: path, op: 'eq', value: true }
    : { is: 'clause', field: path, op };
}

/** The field that a new clause begins with: one that is chosen from, else the first. */
export function firstField(reach: Reach): string {
  const fields = namedFields(reach).filter(({ kind }) => kind !== 'table');
  return (fields.find(({ kind }) => kind === 'select' || kind === 'yes_no') ?? fields[0])?.key ?? '';
}

/** A condition to begin with: a clause that waits for its value. */
export function firstCondition(reach: Reach): Group {
  const clause = clauseFor(reach, firstField(reach));
  return isComplete(clause) ? emptyGroup : { ...emptyGroup, items: [clause] };
}

/** A clause with another operator; the value stays when it still fits. */
export function withOperator(clause: Clause, op: ClauseOperator): Clause {
  const { value, ...rest } = clause;
  const keeps = shapeOf(op) === shapeOf(clause.op) && value !== undefined;
  return keeps ? { ...rest, op, value } : { ...rest, op };
}

export interface PathOption {
  readonly value: string;
  readonly label: string;
  readonly isLeaf: boolean;
  readonly children?: readonly PathOption[];
}

/** Kinds that a condition says nothing about but whether they are there; sub-tables have clauses of their own. */
const notAsked: ReadonlySet<string> = new Set(['table']);

/** Fields to pick from, over links `depth` levels down along what is chosen or once where nothing is. */
export function pathOptions(
  reach: Reach,
  say: (field: FieldDoc) => string,
  opened: readonly string[],
  accepts: (field: FieldDoc) => boolean = () => true,
): readonly PathOption[] {
  const level = (fields: readonly FieldDoc[], path: readonly string[], left: number): readonly PathOption[] =>
    fields
      .filter(({ kind }) => !notAsked.has(kind))
      .flatMap((field): readonly PathOption[] => {
        const here = [...path, field.key];
        const end = resolve(reach, here.join('.'))?.end ?? field;
        const target = targetOf(end);
        const along = here.every((key, index) => opened[index] === key);
        const deeper = target !== undefined && path.length < 6 && (left > 0 || along);
        const children = deeper ? level(formFields(reach.document, target), here, along ? 1 : left - 1) : [];
        if (children.length === 0 && !accepts(end)) return [];
        return [
          {
            value: field.key,
            label: say(field),
            isLeaf: target === undefined,
            ...(children.length > 0 ? { children } : {}),
          },
        ];
      });
  return level(namedFields(reach), [], 1);
}

/** A condition in words, as one would say it. Pure; names of people and records come from outside. */
import type { FieldDoc } from '../../form/document';
import { flatOptions, optionsOfField, pathLabel, type Reach, resolve, type Words } from '../scope';
import { type Clause, type ClauseOperator, type Group, isComplete, type Match, type Node } from './model';

/** The words of the catalogue that a sentence is made of. */
export interface Phrases {
  readonly operator: (op: ClauseOperator) => string;
  readonly joint: (match: 'and' | 'or') => string;
  readonly group: (match: Match, inner: string) => string;
  readonly rows: (quantifier: 'some' | 'every', table: string, inner: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly comma: string;
  readonly span: (count: number, unit: string) => string;
  readonly period: (op: 'this_period' | 'last_period' | 'next_period', unit: string) => string;
  readonly during: (period: string) => string;
  readonly between: (low: string, high: string) => string;
  readonly formula: (text: string) => string;
  readonly name: (field: FieldDoc, id: string) => string | undefined;
  readonly gap: string;
}

/** A part of the sentence; what is strong is a value. */
export interface Phrase {
  readonly text: string;
  readonly strong: boolean;
}

const marks = { open: '\uE000', close: '\uE001' } as const;
const strong = (text: string) => `${marks.open}${text}${marks.close}`;

function value(reach: Reach, field: FieldDoc | undefined, given: unknown, say: Words, phrases: Phrases): string {
  if (Array.isArray(given)) return given.map((each) => value(reach, field, each, say, phrases)).join(phrases.comma);
  if (typeof given === 'object' && given !== null && 'formula' in given) {
    const text = String(given.formula);
    const known = resolve(reach, text) ? pathLabel(reach, text, say) : undefined;
    return strong(known ?? phrases.formula(text));
  }
  if (typeof given === 'boolean') return strong(given ? phrases.yes : phrases.no);
  const text = String(given ?? '');
  const option = flatOptions(optionsOfField(reach.document, field)).find(({ key }) => key === text);
  return strong((option && say(option.label)) ?? (field && phrases.name(field, text)) ?? text);
}

function clause(reach: Reach, part: Clause, say: Words, phrases: Phrases): string {
  const field = resolve(reach, part.field)?.end;
  const name = pathLabel(reach, part.field, say);
  const { op } = part;
  const { gap } = phrases;
  if (op === 'this_period' || op === 'last_period' || op === 'next_period')
    return `${name}${gap}${phrases.during(strong(phrases.period(op, String(part.value))))}`;
  const operator = phrases.operator(op);
  if (op === 'within_last' || op === 'within_next') {
    const [[unit, count] = ['days', 0]] = Object.entries((part.value ?? {}) as Record<string, number>);
    return `${name}${gap}${operator}${gap}${strong(phrases.span(count, unit))}`;
  }
  if (op === 'between' && Array.isArray(part.value)) {
    const [low, high] = part.value.map((each) => value(reach, field, each, say, phrases));
    return `${name}${gap}${operator}${gap}${phrases.between(low ?? '', high ?? '')}`;
  }
  return part.value === undefined
    ? `${name}${gap}${operator}`
    : `${name}${gap}${operator}${gap}${value(reach, field, part.value, say, phrases)}`;
}

function node(reach: Reach, part: Node, say: Words, phrases: Phrases, inner: boolean): string {
  switch (part.is) {
    case 'clause':
      return clause(reach, part, say, phrases);
    case 'formula':
      return part.text.trim();
    case 'rows': {
      const table = pathLabel(reach, part.table, say);
      return phrases.rows(
        part.quantifier,
        table,
        group({ ...reach, table: part.table }, part.where, say, phrases, true),
      );
    }
    case 'group':
      return group(reach, part, say, phrases, inner);
  }
}

function group(reach: Reach, { match, items }: Group, say: Words, phrases: Phrases, inner: boolean): string {
  const parts = items.filter(isComplete);
  const several = parts.length > 1;
  const all = match === 'all' || match === 'not_all';
  const said = parts.map((part) => node(reach, part, say, phrases, several)).join(phrases.joint(all ? 'and' : 'or'));
  const plain = match === 'all' || match === 'any';
  return plain && !(inner && several) ? said : phrases.group(match, said);
}

/** The sentence in parts; empty when nothing is asked. */
export function sentenceOf(reach: Reach, condition: Group, say: Words, phrases: Phrases): readonly Phrase[] {
  const text = group(reach, condition, say, phrases, false);
  return text
    .split(/(\uE000[^\uE001]*\uE001)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith(marks.open) ? { text: part.slice(1, -1), strong: true } : { text: part, strong: false },
    );
}

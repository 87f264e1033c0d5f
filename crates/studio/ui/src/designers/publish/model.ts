/** What publishing does, as cards: each difference with the rows it concerns, what blocks it, and how to take it back. Pure. */
import type { Difference, Plan, PlanStep } from '../../api/apps';
import type { Issue } from '../../api/errors';
import type { AppDocument, FieldDoc, FormDoc, OptionSetDoc, RoleDoc } from '../form/document';
import type { Change } from '../form/model';
import { partsOf as partsOfPath } from '../shell/places';

export interface Card {
  readonly difference: Difference;
  readonly steps: readonly PlanStep[];
  readonly blocking: readonly Issue[];
  /** The most rows that any step of it concerns. */
  readonly rows: number;
}

export interface Group {
  readonly folder: string;
  /** The key of the form, option set or role; empty for the app itself. */
  readonly key: string;
  readonly cards: readonly Card[];
}

/** A document as a whole has no pointer. */
const partsOf = (path: string) => partsOfPath(/\.json$/.test(path) ? `${path}#` : path);

/** The field that a difference is about. */
const fieldOf = (parts: readonly string[]) => (parts[0] === 'forms' && parts[2] === 'fields' ? parts[3] : undefined);

/** The kinds of steps that a difference of a field leads to: a new limit does not add the field. */
const whole: ReadonlySet<string> = new Set(['create', 'rename', 'retire', 'adopt']);

function concerns(
  parts: readonly string[],
  step: { readonly form: string; readonly field?: string | null | undefined; readonly kind?: string },
): boolean {
  if (parts[0] !== 'forms' || parts[1] !== step.form) return false;
  const field = fieldOf(parts);
  if (field === undefined) return parts.length === 2 || whole.has(step.kind ?? '');
  return (step.field ?? '').split('.')[0] === field;
}

function place(issue: Issue): { readonly form: string; readonly field?: string | undefined } {
  const [, form = '', , field] = partsOf(issue.path);
  return { form, field };
}

/** The differences by document, each with what it does to rows. Every blocking problem stands in one card. */
export function groupsOf(differences: readonly Difference[], plan: Plan | undefined): readonly Group[] {
  const told = new Set<Issue>();
  const used = new Set<PlanStep>();
  const groups = new Map<string, { folder: string; key: string; cards: Card[] }>();
  for (const difference of differences) {
    const parts = partsOf(difference.path);
    const [folder = 'app', key = ''] = parts[0] === 'app' ? ['app', ''] : parts;
    const steps = (plan?.steps ?? []).filter((step) => !used.has(step) && concerns(parts, step));
    const blocking = (plan?.blocking ?? []).filter((issue) => !told.has(issue) && concerns(parts, place(issue)));
    for (const step of steps) used.add(step);
    for (const issue of blocking) told.add(issue);
    const group = groups.get(`${folder} ${key}`) ?? { folder, key, cards: [] };
    group.cards.push({ difference, steps, blocking, rows: Math.max(0, ...steps.map(({ rows }) => rows)) });
    groups.set(`${folder} ${key}`, group);
  }
  return [...groups.values()];
}

/** Blocking problems that stand in no card. */
export function homeless(groups: readonly Group[], plan: Plan | undefined): readonly Issue[] {
  const told = new Set(groups.flatMap(({ cards }) => cards.flatMap(({ blocking }) => blocking)));
  return (plan?.blocking ?? []).filter((issue) => !told.has(issue));
}

/** A sentence under a heading that names its place already: `表单“客户”：…` under `客户` begins behind the colon. */
export function withoutPlace(text: string, name: string): string {
  const at = /[：:]\s*/.exec(text);
  if (!at || name === '' || !text.slice(0, at.index).includes(name)) return text;
  return text.slice(at.index + at[0].length);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The change that takes a difference back; nothing where it takes more than one edit. */
export function undo(document: AppDocument, { kind, path, old, new: now }: Difference): Change | undefined {
  const [folder, key = '', part, field, property, ...deeper] = partsOf(path);
  if (deeper.length > 0) return undefined;
  if (folder === 'forms') return undoForm(document, { kind, old, key, part, field, property });
  if (folder === 'options' && part === undefined) {
    if (kind === 'removed' && isObject(old)) return { do: 'putOptions', options: old as unknown as OptionSetDoc };
    return kind === 'added' ? { do: 'removeOptions', key } : undefined;
  }
  if (folder === 'roles') {
    const role = document.roles[key];
    if (part === undefined) {
      if (kind === 'removed' && isObject(old)) return { do: 'putRole', role: old as unknown as RoleDoc };
      return kind === 'added' ? { do: 'removeRole', key } : undefined;
    }
    if (role && field === undefined) return { do: 'putRole', role: setIn(role, part, old) as unknown as RoleDoc };
    return undefined;
  }
  if (folder === 'app' && key !== '' && part === undefined && (old !== undefined || now !== undefined))
    return { do: 'changeApp', set: { [key]: old ?? undefined } };
  return undefined;
}

function setIn(target: object, property: string, value: unknown): object {
  const next: Record<string, unknown> = { ...target, [property]: value };
  if (value === undefined || value === null) delete next[property];
  return next;
}

interface InForm {
  readonly kind: string;
  readonly old: unknown;
  readonly key: string;
  readonly part: string | undefined;
  readonly field: string | undefined;
  readonly property: string | undefined;
}

function undoForm(document: AppDocument, { kind, old, key, part, field, property }: InForm): Change | undefined {
  if (part === undefined) {
    if (kind === 'removed' && isObject(old)) return { do: 'putForm', form: old as unknown as FormDoc };
    return kind === 'added' ? { do: 'removeForm', form: key } : undefined;
  }
  if (!document.forms[key]) return undefined;
  if (part !== 'fields') {
    return field === undefined ? { do: 'changeForm', form: key, set: { [part]: old ?? undefined } } : undefined;
  }
  if (field === undefined) return undefined;
  if (property === undefined) {
    if (kind === 'removed' && isObject(old))
      return { do: 'addFields', form: key, fields: [old as unknown as FieldDoc] };
    return kind === 'added' ? { do: 'removeFields', form: key, fields: [field] } : undefined;
  }
  return { do: 'changeField', path: { form: key, field }, set: { [property]: old ?? undefined } };
}

/** Which linked records the rules of a form need for the values at hand. Pure. */
import { pathsOf, type Tree } from '../expression/tree';
import type { AppModel, FormModel } from '../model/app';
import type { Condition, Field } from '../model/field';
import { rowsOf, type Values } from './source';

export interface Needed {
  readonly form: string;
  readonly id: string;
}

/** All trees of a field: conditions, default, formula. */
function treesOf(field: Field): readonly Tree[] {
  const conditions = [field.visible_when, field.required_when, field.read_only_when].flatMap(
    (condition: Condition | undefined) => condition?.tree ?? [],
  );
  const limits = 'options_when' in field ? (field.options_when ?? []).flatMap(({ when }) => when?.tree ?? []) : [];
  const formula = 'formula' in field && field.formula ? [field.formula.tree] : [];
  const given = field.default;
  const fallback = typeof given === 'object' && given !== null && 'tree' in given ? [given.tree as Tree] : [];
  return [...conditions, ...limits, ...formula, ...fallback];
}

/** The heads of paths that go over a link, and of lookups: fields of the record, and of rows as `table.field`. */
export function linkedHeads(form: FormModel): ReadonlySet<string> {
  const heads = new Set<string>();
  const note = (tree: Tree, table?: string) => {
    for (const { path, row, table: inner } of pathsOf(tree)) {
      if (path.length < 2) continue;
      const holder = row ? (inner ?? table) : undefined;
      heads.add(holder ? `${holder}.${path[0]}` : (path[0] ?? ''));
    }
  };
  for (const field of form.fields) {
    for (const tree of treesOf(field)) note(tree);
    if (field.kind === 'lookup') heads.add(field.via);
    if (field.kind !== 'table') continue;
    for (const inner of field.fields) {
      for (const tree of treesOf(inner)) note(tree, field.key);
      if (inner.kind === 'lookup') heads.add(`${field.key}.${inner.via}`);
    }
  }
  for (const check of form.checks ?? []) if (check.that?.tree) note(check.that.tree);
  return heads;
}

/** The records behind the links that hold a value now. */
export function linksNeeded(app: AppModel, form: FormModel, values: Values): readonly Needed[] {
  const heads = linkedHeads(form);
  const needed = new Map<string, Needed>();
  const note = (field: Field, value: unknown) => {
    if (field.kind !== 'link' || typeof value !== 'string' || !app.forms[field.form]) return;
    needed.set(`${field.form}/${value}`, { form: field.form, id: value });
  };
  for (const field of form.fields) {
    if (heads.has(field.key)) note(field, values[field.key]);
    if (field.kind !== 'table') continue;
    const inner = field.fields.filter(({ key }) => heads.has(`${field.key}.${key}`));
    for (const row of rowsOf(values[field.key])) for (const link of inner) note(link, row[link.key]);
  }
  return [...needed.values()];
}

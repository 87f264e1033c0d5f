/** What a number measures, computed ones too: an amount of money, when what its formula adds up or its rollup sums is one; or a share. Pure. */
import type { Tree } from '../../expression/tree';
import type { AppModel, FormModel } from '../../model/app';
import { fieldOf } from '../../model/context';
import type { Field, FieldOf } from '../../model/field';

/** The fields that a name in a formula may mean. */
type Names = (path: readonly string[], row: boolean, table: string | undefined) => Field | undefined;

/** Whether people see the number as a percentage: as the field says, or as what its rollup takes together does. */
export function isShare(app: AppModel, field: Field): boolean {
  if (field.kind === 'percent') return true;
  if (field.kind === 'formula') return field.display === 'percent';
  if (field.kind !== 'rollup' || field.op === 'count') return false;
  const { of } = rolledUp(app, field);
  return of !== undefined && isShare(app, of);
}

/** Whether the number is an amount of money. */
export function isMoney(app: AppModel, field: Field): boolean {
  const form = Object.values(app.forms).find((form) => owns(form.fields, field));
  return form !== undefined && amount(app, form, field, 0);
}

const owns = (fields: readonly Field[], field: Field): boolean =>
  fields.some((own) => own === field || (own.kind === 'table' && own.fields.includes(field)));

function rolledUp(app: AppModel, field: FieldOf<'rollup'>) {
  const target = app.forms[field.form];
  return { target, of: target && field.of !== undefined ? fieldOf(target, field.of) : undefined };
}

function amount(app: AppModel, form: FormModel, field: Field, depth: number): boolean {
  if (depth > 8) return false;
  if (field.kind === 'money') return true;
  if (field.kind === 'rollup') {
    const { target, of } = rolledUp(app, field);
    return target !== undefined && of !== undefined && field.op !== 'count' && amount(app, target, of, depth + 1);
  }
  if (field.kind !== 'formula' || !field.formula || field.display === 'percent') return false;
  const own = form.fields.find((other) => other.kind === 'table' && other.fields.includes(field));
  const names: Names = ([key = '', ...rest], row, table) => {
    if (rest.length > 0) return undefined;
    const holder = row ? (table === undefined ? own : fieldOf(form, table)) : undefined;
    return holder?.kind === 'table' ? holder.fields.find((inner) => inner.key === key) : fieldOf(form, key);
  };
  return money(field.formula.tree, undefined);

  function money(tree: Tree, table: string | undefined): boolean {
    switch (tree.op) {
      case 'field': {
        const found = names(tree.path, tree.row === true, table);
        return found !== undefined && amount(app, form, found, depth + 1);
      }
      case 'negate':
        return money(tree.of, table);
      case 'add':
      case 'subtract':
      case 'coalesce':
        return money(tree.left, table) || money(tree.right, table);
      case 'multiply':
        return money(tree.left, table) !== money(tree.right, table);
      case 'divide':
        return money(tree.left, table) && !money(tree.right, table);
      case 'if':
        return money(tree.then, table) || money(tree.else, table);
      case 'call':
        return (
          ['round', 'round_up', 'round_down', 'abs'].includes(tree.function) &&
          tree.args[0] !== undefined &&
          money(tree.args[0], table)
        );
      case 'rows':
        return ['sum', 'avg', 'min', 'max'].includes(tree.function) && !!tree.each && money(tree.each, tree.table);
      default:
        return false;
    }
  }
}

/** The definition changed while somebody was typing: which of the fields they wrote in are gone, closed, or lost an option. Pure. */
import type { AppModel, FormModel } from '../model/app';
import { fieldOf, optionPath, optionsOf } from '../model/context';
import { isEmpty } from '../model/empty';
import type { Field, Text } from '../model/field';
import { isWritable } from './draft';
import type { Values } from './source';

export interface Redefined {
  readonly key: string;
  readonly label: Text | undefined;
  /** The field as it was, to show what was typed in it. */
  readonly field: Field;
  readonly how: 'gone' | 'closed' | 'option';
  readonly value: unknown;
}

/** Options of a choice that are chosen, and cannot be any more. */
function lostOptions(before: AppModel, after: AppModel, was: Field, now: Field, value: unknown): boolean {
  if (!('options' in was) || !('options' in now)) return false;
  const chosen = (Array.isArray(value) ? value : [value]).filter((key) => typeof key === 'string');
  const offered = (app: AppModel, field: typeof was, key: string) => {
    const option = optionPath(optionsOf(app, field.options), key).at(-1);
    return option !== undefined && option.retired !== true;
  };
  return chosen.some((key) => offered(before, was, key) && !offered(after, now, key));
}

/** What became of the fields in `written` between two models of an app. */
export function redefinedOf(
  before: AppModel,
  after: AppModel,
  form: string,
  values: Values,
  written: Iterable<string>,
): readonly Redefined[] {
  const was: FormModel | undefined = before.forms[form];
  const now: FormModel | undefined = after.forms[form];
  if (!was || before === after) return [];
  const heads = new Set([...written].map((path) => path.split('/')[0] ?? path));
  return [...heads].flatMap((key): readonly Redefined[] => {
    const old = fieldOf(was, key);
    const value = values[key];
    if (!old || isEmpty(value)) return [];
    const next = now && fieldOf(now, key);
    const note = (how: Redefined['how']) => [{ key, label: next?.label ?? old.label, field: old, how, value }];
    if (!next || next.kind !== old.kind) return note('gone');
    if (isWritable(old) && old.read_only !== true && (!isWritable(next) || next.read_only === true))
      return note('closed');
    return lostOptions(before, after, old, next, value) ? note('option') : [];
  });
}

/** The names behind ids and codes, so that cells can be written as text and read back; pure. */
import type { AppModel, Rec } from '../model/app';
import { optionsOf, titleOf } from '../model/context';
import type { Field, Option } from '../model/field';
import type { Words } from '../model/system';

export interface Names {
  readonly app: AppModel;
  readonly words: Words;
  readonly yes: string;
  readonly no: string;
  /** In which moments are written and read. */
  readonly zone: string;
  readonly people: ReadonlyMap<string, string>;
  readonly departments: ReadonlyMap<string, string>;
  readonly regions: ReadonlyMap<string, string>;
  /** The title of a linked record that is known without asking. */
  title: (form: string, id: string) => string | undefined;
}

/** The options of a field with those below them, one after the other. */
export function everyOption(app: AppModel, field: Field): readonly Option[] {
  if (!('options' in field)) return [];
  const walk = (options: readonly Option[]): readonly Option[] =>
    options.flatMap((option) => [option, ...walk(option.children ?? [])]);
  return walk(optionsOf(app, field.options));
}

/** The titles of the records that the server expanded in `record`. */
export function expandedTitles(app: AppModel, fields: readonly Field[], record: Rec): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const field of fields) {
    if (field.kind !== 'link' && field.kind !== 'links') continue;
    for (const linked of [record.expanded?.[field.key]].flat())
      if (linked) titles.set((linked as Rec).id, titleOf(app.forms[field.form], linked as Rec));
  }
  return titles;
}

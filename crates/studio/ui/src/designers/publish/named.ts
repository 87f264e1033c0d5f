/** Differences of views name fields by key; here they get the words of the fields, also of those that come or go by the same publishing. Pure. */
import type { Difference } from '../../api/apps';
import type { AppDocument, FieldDoc } from '../form/document';
import { pathLabel, type Words } from '../parts/scope';
import { partsOf } from '../shell/places';

export interface Columns {
  readonly view: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** The documents that know the fields: the draft, what is in force, and what the differences themselves bring or take. */
export function knowing(
  document: AppDocument,
  published: AppDocument | undefined,
  differences: readonly Difference[],
): readonly AppDocument[] {
  const told = differences.flatMap(({ path, old, new: now }) => {
    const [folder, form, list, field, ...deeper] = partsOf(path);
    const whole = [now, old].find(
      (each): each is FieldDoc => typeof each === 'object' && each !== null && 'kind' in each,
    );
    return folder === 'forms' && form && list === 'fields' && field && deeper.length === 0 && whole
      ? [{ form, field: whole }]
      : [];
  });
  const forms = Object.fromEntries(
    Object.values(document.forms).map((form) => [
      form.key,
      { ...form, fields: told.flatMap((each) => (each.form === form.key ? [each.field] : [])) },
    ]),
  );
  return [document, ...(published ? [published] : []), { ...document, forms }];
}

function nameIn(known: readonly AppDocument[], form: string, path: string, words: Words): string {
  for (const document of known) {
    const label = pathLabel({ document, form }, path, words);
    if (label !== path) return label;
  }
  return path;
}

/** Which columns a view gets and loses; nothing when it is about something else. */
export function columnsOf(known: readonly AppDocument[], difference: Difference, words: Words): Columns | undefined {
  const [folder, form = '', list, view, property, ...deeper] = partsOf(difference.path);
  const { old, new: now } = difference;
  if (folder !== 'forms' || list !== 'views' || property !== 'columns' || deeper.length > 0) return undefined;
  if (!isTexts(old) || !isTexts(now)) return undefined;
  const label = known.flatMap((document) => document.forms[form]?.views ?? []).find(({ key }) => key === view)?.label;
  const named = (path: string) => nameIn(known, form, path, words);
  return {
    view: words(label) || (view ?? ''),
    added: now.filter((each) => !old.includes(each)).map(named),
    removed: old.filter((each) => !now.includes(each)).map(named),
  };
}

/** The sentence of another difference of a view, with words for the fields that it says by key. */
export function withFieldWords(known: readonly AppDocument[], difference: Difference, words: Words): string {
  const [folder, form = '', list] = partsOf(difference.path);
  if (folder !== 'forms' || list !== 'views') return difference.text;
  const keys = [difference.old, difference.new].flatMap((value) =>
    typeof value === 'string' ? [value] : isTexts(value) ? value : [],
  );
  return [...new Set(keys)]
    .map((key) => key.replace(/^-/, ''))
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, key) => {
      const bare = new RegExp(`(?<![\\w.])${key.replaceAll('.', '\\.')}(?![\\w.])`, 'g');
      return text.replace(bare, nameIn(known, form, key, words));
    }, difference.text);
}

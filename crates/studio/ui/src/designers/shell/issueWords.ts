/** The server's sentences with the words of the app in place of technical names. Pure. */
import type { Text } from '../../model/field';
import { systemFields } from '../../model/system';
import type { AppDocument } from '../form/document';
import { partsOf } from './places';

interface Said {
  readonly path: string;
  readonly text: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

type Words = (text: Text | null | undefined) => string;

/** Technical names in signs: `phone`, “phone”. */
const inSigns = /[`“]([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)[`”]/g;

/** What stands between letters of a technical name and the rest of a sentence. */
const bare = (name: string) => new RegExp(`(?<![\\w\`“.])${name}(?![\\w\`”.])`, 'g');

/** The words of what a technical name stands for, the form that the sentence is about first. */
function wordsOf(document: AppDocument, form: string | undefined, name: string, words: Words): string {
  const [head = '', column] = name.split('.');
  const field = form === undefined ? undefined : document.forms[form]?.fields.find(({ key }) => key === head);
  const inside = column === undefined ? undefined : field?.fields?.find(({ key }) => key === column);
  if (field && (column === undefined || inside))
    return [field, ...(inside ? [inside] : [])].map((each) => words(each.label) || each.key).join(' › ');
  if (column !== undefined) return '';
  return (
    words(document.forms[head]?.label) ||
    words(document.options[head]?.label) ||
    words(document.roles[head]?.label) ||
    words(systemFields.find(({ key }) => key === head)?.label)
  );
}

/** Names that mean nothing in this app stay as they are. What is gone from the draft has the words it has where it is `published`. */
export function inWords(
  document: AppDocument,
  { path, text, params }: Said,
  words: Words,
  published?: AppDocument | undefined,
): string {
  const [folder, key] = partsOf(path);
  const about = typeof params?.form === 'string' && document.forms[params.form] ? params.form : undefined;
  const form = about ?? (folder === 'forms' ? key : undefined);
  const sign = (name: string) => `“${name}”`;
  const named = (name: string) =>
    wordsOf(document, form, name, words) || (published ? wordsOf(published, form, name, words) : '');
  let said = text.replace(inSigns, (_, name: string) => sign(named(name) || name));
  if (about) {
    const label = wordsOf(document, undefined, about, words);
    if (label) said = said.replace(bare(about), sign(label));
    const field = typeof params?.name === 'string' ? named(params.name) : '';
    if (field) said = said.replace(bare(String(params?.name)), sign(field));
  }
  return said.replace(/(”)\s+(?=\p{Script=Han})/gu, '$1').replace(/(\p{Script=Han})\s+(?=“)/gu, '$1');
}

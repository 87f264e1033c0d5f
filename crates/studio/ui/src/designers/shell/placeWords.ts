/** Names places and values of a document in words, for telling what others changed. */
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { Text } from '../../model/field';
import { type AppDocument, fieldAt } from '../form/document';
import type { Where } from './merge';

export function usePlaceWords(document: AppDocument) {
  const { i18n } = useTranslation('designer');
  const words = useWords();
  /** The words of the panels, where they are here and have any. */
  const named = (name: string) => {
    const key = [
      `panels:property.${name}`,
      `panels:property.${name}_when`,
      `panels:formPanel.${name}`,
      `designer:shell.${name}`,
    ].find((each) => i18n.exists(each));
    return key === undefined ? name : (i18n.t as (key: string) => string)(key);
  };
  return ([kind, key = '', list, item, ...rest]: Where): string => {
    if (kind === 'forms') {
      const form = words(document.forms[key]?.label) || key;
      if (list !== 'fields' || item === undefined)
        return [form, ...(list === undefined ? [] : [named(list)]), ...(item === undefined ? [] : [item])].join(' › ');
      const path = { form: key, field: item };
      const [columns, column, ...inner] = rest;
      const below = columns === 'fields' && column !== undefined;
      const lower = below ? fieldAt(document, { form: key, table: item, field: column }) : undefined;
      return [
        form,
        words(fieldAt(document, path)?.label) || item,
        ...(below ? [words(lower?.label) || column, ...inner.map(named)] : rest.map(named)),
      ].join(' › ');
    }
    if (kind === 'options') return words(document.options[key]?.label) || key;
    if (kind === 'roles') return words(document.roles[key]?.label) || key;
    return [kind, key].flatMap((each) => (each ? [named(each)] : [])).join(' › ');
  };
}

/** A value as short as it can be told. */
export function useValueWords() {
  const { t } = useTranslation('designer');
  const words = useWords();
  return (value: unknown): string => {
    if (value === undefined) return t('shell.removedProperty');
    if (typeof value === 'boolean') return value ? t('shell.on') : t('shell.off');
    const label = textOf(value);
    const text = label === undefined ? JSON.stringify(value) : words(label);
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
  };
}

/** A text in one or several languages, or the name of a thing that has one. */
function textOf(value: unknown): Text | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if ('label' in value) return textOf(value.label);
  const texts = Object.entries(value);
  const languages =
    texts.length > 0 && texts.every(([name, text]) => /^[a-z]{2}(-|$)/.test(name) && typeof text === 'string');
  return languages ? (value as Text) : undefined;
}

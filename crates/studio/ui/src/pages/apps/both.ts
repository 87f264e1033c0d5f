/** A phrase of the catalogue as a text of a definition, in both languages. */
import { i18n } from '../../i18n';
import type apps from '../../i18n/zh-CN/apps.json';
import type { Text } from '../../model/field';
import './catalogue';

type Phrase = Extract<keyof typeof apps, string> | 'view.calendar';

export function both(key: Phrase, values: Readonly<Record<string, string>> = {}): Text {
  const say = (lng: string) => i18n.t(key as 'title', { ...values, lng, ns: 'apps' });
  return { 'zh-CN': say('zh-CN'), en: say('en') };
}

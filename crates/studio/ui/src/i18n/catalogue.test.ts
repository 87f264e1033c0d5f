import { describe, expect, it } from 'vitest';
import appsEn from './en/apps.json';
import designerEn from './en/designer.json';
import panelsEn from './en/panels.json';
import trashEn from './en/trash.json';
import en from './en.json';
import appsZh from './zh-CN/apps.json';
import designerZh from './zh-CN/designer.json';
import panelsZh from './zh-CN/panels.json';
import trashZh from './zh-CN/trash.json';
import zh from './zh-CN.json';

function flatten(node: object, prefix = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
}

const chinese = flatten({ ...zh, apps: appsZh, designer: designerZh, panels: panelsZh, trash: trashZh });
const english = flatten({ ...en, apps: appsEn, designer: designerEn, panels: panelsEn, trash: trashEn });
/** English plurals have two forms where Chinese has one. */
const base = (key: string) => key.replace(/_(one|other)$/, '');
const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(base))].sort();
const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

describe('the catalogue', () => {
  it('has the same keys in both languages', () => {
    expect(keys(english)).toEqual(keys(chinese));
  });

  it('has the same placeholders in both languages', () => {
    for (const [key, text] of english) {
      const other = chinese.get(key) ?? chinese.get(base(key)) ?? chinese.get(`${base(key)}_other`) ?? '';
      expect([key, holes(text)]).toEqual([key, holes(other)]);
    }
  });

  it('uses full-width punctuation between Han characters', () => {
    const cheap = /\p{Script=Han}[,;:!?()]|[,;:!?(]\p{Script=Han}|\p{Script=Han}\.(?!\w)/u;
    const found = [...chinese].filter(([, text]) => cheap.test(text));
    expect(found).toEqual([]);
  });

  it('leaves no Chinese in the English texts but names of languages', () => {
    const found = [...english].filter(([key, text]) => /\p{Script=Han}/u.test(text) && !key.startsWith('language.'));
    expect(found).toEqual([]);
  });

  it('has no empty text', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

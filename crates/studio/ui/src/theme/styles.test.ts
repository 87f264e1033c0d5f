/** Styles stay once they are fetched: a class that two files style would look one way at first and another way later. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The classes that a file styles by themselves, outside of any condition. */
const ownClasses = (css: string) => new Set([...css.matchAll(/^\.([\w-]+)(?= *[,{])/gm)].map(([, name = '']) => name));

it('styles each class in one file', () => {
  const files = new Map<string, string[]>();
  const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
  for (const file of sheets)
    for (const name of ownClasses(readFileSync(`src/${file}`, 'utf8')))
      files.set(name, [...(files.get(name) ?? []), file]);
  expect(files.size).toBeGreaterThan(400);
  expect([...files].filter(([, where]) => where.length > 1)).toEqual([]);
});

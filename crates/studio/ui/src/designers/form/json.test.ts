import { describe, expect, it } from 'vitest';
import { lineAt, read, written } from './json';
import { visit } from './sample';

describe('the JSON of a form', () => {
  it('reads what it wrote', () => {
    expect(read(written(visit), 'visit')).toEqual({ form: visit });
  });

  it('says at which line it breaks', () => {
    const text = '{\n  "format": 1,\n  "key": visit\n}';
    expect(read(text, 'visit')).toMatchObject({ line: 3 });
    expect(read('{\n  "format": 1,', 'visit')).toMatchObject({ line: 2 });
    expect(read('{\n  "a": [1,\n 2}\n}', 'visit')).toMatchObject({ line: 3 });
    expect(read('{\n  "a" 1\n}', 'visit')).toMatchObject({ line: 2 });
    expect(read('{}\n\nx', 'visit')).toMatchObject({ line: 3 });
  });

  it('says what is missing', () => {
    expect(read('[]', 'visit')).toEqual({ missing: 'fields' });
    expect(read('{"format":1,"key":"visit","label":"a"}', 'visit')).toEqual({ missing: 'title' });
    const fields = (fields: unknown) => read(JSON.stringify({ ...visit, fields }), 'visit');
    expect(fields([{ key: 'a' }])).toEqual({ missing: 'fields[].key, fields[].kind' });
    expect(fields([null])).toEqual({ missing: 'fields[].key, fields[].kind' });
    expect(read(JSON.stringify({ ...visit, layout: [{ section: 'a' }] }), 'visit')).toEqual({
      missing: 'layout[].rows',
    });
  });

  it('keeps the key of the form', () => {
    expect(read(written(visit), 'badge')).toEqual({ otherKey: true });
  });

  it('finds lines', () => {
    const text = written(visit);
    const lines = text.split('\n');
    const at = (...path: readonly string[]) => lines[(lineAt(text, path) ?? 0) - 1]?.trim();
    expect(at('title')).toBe('"title": "name",');
    expect(at('fields', '4', 'fields', '2', 'formula')).toBe('"formula": "amount * 2"');
    expect(at('fields', '1')).toBe('{');
    expect(lines[lineAt(text, ['fields', '1']) ?? 0]?.trim()).toBe('"key": "phone",');
    expect(at('views', '0', 'columns', '9')).toBe('"columns": [');
  });
});

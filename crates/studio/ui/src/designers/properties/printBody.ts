/** The body of a print template, drafted from the layout of a form. Pure. */
import { boardOf } from '../form/board';
import type { FieldDoc, FormDoc } from '../form/document';

const unprinted: ReadonlySet<FieldDoc['kind']> = new Set(['separator', 'file', 'image', 'json', 'links']);

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A heading, a table of two columns for the fields, and a table for each sub-table. */
export function draftBody(form: FormDoc, say: (text: FieldDoc['label']) => string): string {
  const label = (field: FieldDoc) => escaped(say(field.label) || field.key);
  const known = new Map(form.fields.map((field) => [field.key, field]));
  const lines: string[] = [`<h1>${escaped(say(form.label))}</h1>`];
  for (const tab of boardOf(form).tabs)
    for (const section of tab.sections) {
      const fields = section.rows.flat().flatMap((key) => known.get(key) ?? []);
      const plain = fields.filter(({ kind }) => kind !== 'table' && kind !== 'explanation' && !unprinted.has(kind));
      if (section.label !== undefined && fields.length > 0) lines.push(`<h2>${escaped(say(section.label))}</h2>`);
      if (plain.length > 0)
        lines.push(
          '<table>',
          ...plain.map((field) => `  <tr><th>${label(field)}</th><td>{{${field.key}}}</td></tr>`),
          '</table>',
        );
      for (const table of fields.filter(({ kind }) => kind === 'table')) {
        const columns = (table.fields ?? []).filter(({ kind }) => !unprinted.has(kind));
        lines.push(
          `<h2>${label(table)}</h2>`,
          '<table>',
          `  <tr>${columns.map((column) => `<th>${label(column)}</th>`).join('')}</tr>`,
          `  {{#${table.key}}}<tr>${columns.map((column) => `<td>{{${column.key}}}</td>`).join('')}</tr>{{/${table.key}}}`,
          '</table>',
        );
      }
    }
  return lines.join('\n');
}

/** The body with the labels of its fields in place of their values, for a look at it. */
export function sampleBody(body: string, label: (path: string) => string): string {
  return body
    .replace(/\{\{[#/]\s*[\w.]+\s*\}\}/g, '')
    .replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) => `<em>${escaped(label(path))}</em>`);
}

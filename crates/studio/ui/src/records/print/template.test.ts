import { describe, expect, it } from 'vitest';
import { layOut } from './template';

const rows = (lines: number) => (table: string) => (table === 'lines' ? lines : 0);

describe('a print template', () => {
  it('has a place for each value, over links too', () => {
    const laid = layOut('<p>{{ name }} of {{customer.region}}</p>', rows(0));
    expect(laid.html).toBe('<p><span data-slot="0"></span> of <span data-slot="1"></span></p>');
    expect(laid.slots).toEqual([{ path: ['name'] }, { path: ['customer', 'region'] }]);
  });
  it('repeats a part for each row', () => {
    const laid = layOut('{{#lines}}<li>{{price}}</li>{{/lines}}', rows(2));
    expect(laid.html).toBe('<li><span data-slot="0"></span></li><li><span data-slot="1"></span></li>');
    expect(laid.slots.map(({ row }) => row)).toEqual([
      { table: 'lines', index: 0 },
      { table: 'lines', index: 1 },
    ]);
  });
  it('repeats the whole row of a table when the marks stand in its cells', () => {
    const body =
      '<table><tr><th>{{name}}</th></tr><tr><td><p>{{#lines}}{{what}}</p></td><td><p>{{price}}{{/lines}}</p></td></tr></table>';
    const { html, slots } = layOut(body, rows(2));
    expect(html.match(/<tr>/g)?.length).toBe(3);
    expect(html.match(/<td>/g)?.length).toBe(4);
    expect(slots.map(({ path, row }) => `${path} ${row?.index ?? ''}`)).toEqual([
      'name ',
      'what 0',
      'price 0',
      'what 1',
      'price 1',
    ]);
  });
  it('keeps a part of a field once, or leaves it out', () => {
    const body = '{{#terms}}<h2>T</h2>{{terms}}{{/terms}}{{#note}}<h2>N</h2>{{note}}{{/note}}';
    const laid = layOut(body, (part) => (part === 'terms' ? 1 : 0));
    expect(laid.html).toBe('<h2>T</h2><span data-slot="0"></span>');
    expect(laid.slots[0]?.path).toEqual(['terms']);
  });
  it('leaves nothing of a part without rows', () =>
    expect(layOut('<p>a</p>{{#lines}}<p>{{x}}</p>{{/lines}}', rows(0)).html).toBe('<p>a</p>'));
  it('leaves what is no mark alone', () =>
    expect(layOut('{{ 1 }} {x} {{}} {{Name}}', rows(0)).html).toBe('{{ 1 }} {x} {{}} {{Name}}'));
});

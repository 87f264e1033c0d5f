import { expect, it } from 'vitest';
import { lean } from './lean';

function leaned(html: string, numbers: readonly number[]): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  lean(body, (slot) => numbers.includes(slot));
  return body.innerHTML;
}
const slot = (number: number) => `<span data-slot="${number}"></span>`;
const table = (head: string, row: string) => `<table><tbody><tr>${head}</tr><tr>${row}</tr></tbody></table>`;

it('leans numbers and the heads above them to the right', () => {
  const shown = leaned(table('<th>A</th><th>B</th>', `<td>${slot(0)}</td><td><p>${slot(1)}</p></td>`), [1]);
  expect(shown).toMatch(/<th>A<\/th><th style="text-align: end;?">B<\/th>/);
  expect(shown).toMatch(/<td><span[^>]*><\/span><\/td><td style="text-align: end;?">/);
});

it('leaves words around a number alone', () => {
  expect(leaned(table('<th>A</th>', `<td>${slot(0)} days</td>`), [0])).not.toContain('text-align');
});

it('leaves what the template aligned itself', () => {
  const shown = leaned(table('<th>A</th>', `<td><p style="text-align: center">${slot(0)}</p></td>`), [0]);
  expect(shown).not.toContain('end');
});

it('finds no head over cells that span others', () => {
  const shown = leaned(table('<th colspan="2">A</th>', `<td>${slot(0)}</td><td>${slot(1)}</td>`), [1]);
  expect(shown).toContain('<th colspan="2">A</th>');
});

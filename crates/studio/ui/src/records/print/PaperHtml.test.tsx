import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PaperHtml } from './PaperHtml';

afterEach(cleanup);

const html = (body: string) => render(<PaperHtml html={body} />).container.firstElementChild?.innerHTML ?? '';

it('keeps the styles that paper knows', () => {
  const shown = html('<p style="text-align: right; color: red; position: fixed">合计</p>');
  expect(shown).toContain('text-align: right');
  expect(shown).toContain('color: red');
  expect(shown).not.toContain('position');
});

it('keeps what tables are made of', () => {
  const shown = html(
    '<table><colgroup><col span="2" style="width: 30%"></colgroup><tr><td colspan="2">甲</td></tr></table>',
  );
  expect(shown).toMatch(/<col [^>]*span="2"/);
  expect(shown).toMatch(/<col [^>]*width: 30%/);
  expect(shown).toContain('colspan="2"');
});

it('drops what runs or loads, and prints the words of links', () => {
  const shown = html(
    '<p onclick="x()" style="background-image: url(//e)">甲<script>x()</script><img src="//e"><a href="javascript:x">乙</a></p>',
  );
  expect(shown).toBe('<p>甲乙</p>');
});

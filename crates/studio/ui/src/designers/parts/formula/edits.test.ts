import { describe, expect, it } from 'vitest';
import { composed, deletedBack, deletedForward, redo, remember, start, typed, undo, type Written } from './edits';

/** `a|b` is a caret, `a[b]c` with `‹ ›` a selection. */
function at(marked: string): Written {
  const caret = marked.indexOf('|');
  if (caret >= 0) return { text: marked.replace('|', ''), from: caret, to: caret };
  const from = marked.indexOf('‹');
  return { text: marked.replace(/[‹›]/g, ''), from, to: marked.indexOf('›') - 1 };
}
const show = ({ text, from }: Written) => `${text.slice(0, from)}|${text.slice(from)}`;

describe('typing', () => {
  it.each([
    ['sum|', '(', 'sum(|)'],
    ['sum(|)', ')', 'sum()|'],
    ['|a', '(', '(|a'],
    ['‹a + b›', '(', '(a + b|)'],
    ['a == |', '“', 'a == "|"'],
    ['a == "x|"', '”', 'a == "x"|'],
    ['a |', '≥', 'a >=|'],
    ['a + "（|"', '，', 'a + "（，|"'],
    ['// a|', '（', '// a（|'],
  ])('%s with %s gives %s', (before, data, after) => {
    expect(show(typed(at(before), data))).toBe(after);
  });
});

describe('deleting', () => {
  it('takes a chip, an empty pair, a character or a word away', () => {
    expect(show(deletedBack(at('a + amount|'), [{ from: 4, to: 10 }], false))).toBe('a + |');
    expect(show(deletedBack(at('sum(|)'), [], false))).toBe('sum|');
    expect(show(deletedBack(at('客户😀|'), [], false))).toBe('客户|');
    expect(show(deletedBack(at('a + name|'), [], true))).toBe('a + |');
    expect(show(deletedBack(at('a‹ + b›'), [], false))).toBe('a|');
    expect(show(deletedBack(at('|a'), [], false))).toBe('|a');
    expect(show(deletedForward(at('|amount + 1'), [{ from: 0, to: 6 }], false))).toBe('| + 1');
    expect(show(deletedForward(at('|😀a'), [], false))).toBe('|a');
    expect(show(deletedForward(at('a| == b'), [], true))).toBe('a|== b');
  });
});

it('composing ends with the punctuation of formulas, the caret where it was', () => {
  expect(show(composed('sum（金额，1）', 7))).toBe('sum(金额,|1)');
  expect(show(composed('a ≥ "，"', 4))).toBe('a >= |"，"');
});

it('steps go back and forth', () => {
  const [a, b, c] = [at('a|'), at('ab|'), at('abc|')];
  const once = remember(remember(start, a, false), b, true);
  expect(once.past).toEqual([a]);
  const back = undo(once, c);
  expect(back.written).toEqual(a);
  expect(redo(back.history, back.written).written).toEqual(c);
  expect(undo(start, c).written).toEqual(c);
});

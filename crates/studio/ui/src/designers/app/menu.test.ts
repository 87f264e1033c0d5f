import { describe, expect, it } from 'vitest';
import type { AppDocument } from '../form/document';
import {
  entries,
  forgetForm,
  isGroup,
  type MenuItem,
  missing,
  moved,
  replaced,
  stepped,
  type Way,
  without,
} from './menu';

const menu: readonly MenuItem[] = [
  { form: 'a' },
  { label: 'G', items: [{ form: 'b' }, { form: 'c', view: 'board' }] },
  { form: 'd' },
];
/** A menu in one line: `a G(b c) d`. */
const line = (items: readonly MenuItem[]): string =>
  items.map((item) => (isGroup(item) ? `${item.label}(${line(item.items)})` : item.form)).join(' ');

describe('a menu', () => {
  it('names its entries by their ways', () => {
    expect(entries(menu).map(({ way }) => way.join('.'))).toEqual(['0', '1', '1.0', '1.1', '2']);
  });

  it.each<[Way, Way, string]>([
    [[0], [3], 'G(b c) d a'],
    [[2], [0], 'd a G(b c)'],
    [[0], [1, 1], 'G(b a c) d'],
    [[1, 0], [0], 'b a G(c) d'],
    [[1, 0], [1, 2], 'a G(c b) d'],
    [[1], [0], 'G(b c) a d'],
    [[1], [1, 0], 'a G(b c) d'],
    [[0], [0], 'a G(b c) d'],
  ])('takes %s to before %s', (from, to, expected) => {
    expect(line(moved(menu, from, to))).toBe(expected);
  });

  it('goes step by step through groups', () => {
    let at: { menu: readonly MenuItem[]; way: Way } = { menu, way: [0] };
    const seen = [1, 1, 1, 1].map(() => {
      at = stepped(at.menu, at.way, 1);
      return line(at.menu);
    });
    expect(seen).toEqual(['G(a b c) d', 'G(b a c) d', 'G(b c a) d', 'G(b c) a d']);
    const back = stepped(at.menu, at.way, -1);
    expect(line(back.menu)).toBe('G(b c a) d');
    expect(stepped(menu, [0], -1).menu).toBe(menu);
    expect(line(stepped(menu, [1], 1).menu)).toBe('a d G(b c)');
  });

  it('lets go of a group that is empty', () => {
    expect(line(without(without(menu, [1, 0]), [1, 0]))).toBe('a d');
    expect(line(replaced(menu, [1, 1], { form: 'x' }))).toBe('a G(b x) d');
  });

  it('forgets a form everywhere', () => {
    const form = (key: string) => ({ format: 1, key, label: key, title: 'n', fields: [] });
    const document: AppDocument = {
      app: { format: 1, key: 'k', version: '1', label: 'K', menu },
      options: {},
      forms: { a: form('a'), c: form('c'), e: form('e') },
      roles: {
        r: { key: 'r', label: 'R', landing: { form: 'c', view: 'board' }, menu: ['a', 'c'], forms: { a: {}, c: {} } },
      },
    };
    expect(missing(document)).toEqual(['e']);
    const next = forgetForm(document, 'c');
    expect(line(next.app.menu as MenuItem[])).toBe('a G(b) d');
    expect(next.roles.r).toEqual({ key: 'r', label: 'R', menu: ['a'], forms: { a: {} } });
    expect(Object.keys(next.forms)).toEqual(['a', 'e']);
  });
});

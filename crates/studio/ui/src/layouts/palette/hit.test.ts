import { describe, expect, it } from 'vitest';
import { best, type Hit, marked, score } from './hit';

const hit = (title: string, place = ''): Hit => ({ key: title, icon: null, title, place, go: () => undefined });

describe('the search over everything', () => {
  it('prefers what begins with the word, and asks for every word', () => {
    const hits = [hit('New customer'), hit('Customer'), hit('Contact'), hit('Customer service')];
    expect(best(hits, 'cust', 9).map(({ title }) => title)).toEqual(['Customer', 'Customer service', 'New customer']);
    expect(score('新建客户', '客户 合同')).toBe(0);
  });

  it('finds by place as well, after what is found by name', () => {
    const hits = [hit('Board', 'Orders'), hit('Orders')];
    expect(best(hits, 'orders', 9).map(({ title }) => title)).toEqual(['Orders', 'Board']);
  });

  it('offers everything in its order before one types', () => {
    expect(best([hit('b'), hit('a')], '', 9).map(({ title }) => title)).toEqual(['b', 'a']);
  });

  it('marks the words that were typed, whatever they hold', () => {
    expect(marked('宁波(远景)', '(远')).toEqual([
      { text: '宁波', on: false },
      { text: '(远', on: true },
      { text: '景)', on: false },
    ]);
    expect(marked('Aa', 'a').every(({ on }) => on)).toBe(true);
  });
});

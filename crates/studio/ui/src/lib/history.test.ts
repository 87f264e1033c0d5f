import { describe, expect, it } from 'vitest';
import { begin, depth, done, type History, rebased, redone, undone, wentTo } from './history';

const typed = (texts: readonly string[], mark?: string, gap = 10) =>
  texts.reduce<History<string, string>>(
    (history, text, at) => done(history, text, { name: text, at: at * gap, ...(mark === undefined ? {} : { mark }) }),
    begin(''),
  );

describe('history', () => {
  it('takes steps back and does them again', () => {
    const history = typed(['a', 'ab', 'abc']);
    expect(undone(undone(history)).present).toBe('a');
    expect(redone(undone(undone(history))).present).toBe('ab');
    expect(undone(history).future[0]?.step.name).toBe('abc');
  });

  it('forgets what was undone when something else is done', () => {
    const history = done(undone(typed(['a', 'b'])), 'c', { name: 'c', at: 0 });
    expect(history.future).toEqual([]);
    expect(undone(history).present).toBe('a');
  });

  it('keeps fifty steps', () => {
    const history = typed(Array.from({ length: 80 }, (_, index) => `${index}`));
    expect(history.past).toHaveLength(depth);
    expect(wentTo(history, 0).present).toBe('29');
  });

  it('joins what is typed without a pause', () => {
    expect(typed(['a', 'ab', 'abc'], 'label').past).toHaveLength(1);
    expect(undone(typed(['a', 'ab', 'abc'], 'label')).present).toBe('');
    expect(typed(['a', 'ab', 'abc'], 'label', 5000).past).toHaveLength(3);
  });

  it('does not join a step to one that was undone and done again', () => {
    const again = redone(undone(typed(['a'], 'label')));
    expect(done(again, 'ab', { name: 'ab', mark: 'label', at: 20 }).past).toHaveLength(2);
  });

  it('goes to a step in either direction', () => {
    const history = typed(['a', 'b', 'c']);
    expect(wentTo(history, 1).present).toBe('a');
    expect(wentTo(wentTo(history, 1), 3).present).toBe('c');
    expect(wentTo(history, 99).present).toBe('c');
  });

  it('puts the work of others under every step', () => {
    const history = rebased(undone(typed(['a', 'b'])), (text) => `${text}!`);
    expect(history.present).toBe('a!');
    expect(redone(history).present).toBe('b!');
    expect(undone(history).present).toBe('!');
  });
});

/** A page that copies without a selection says so beforehand, or Safari does not let it. */
import { expect, it, vi } from 'vitest';
import { listenToClipboard } from './clipboard';

const send = (name: string) => {
  const event = new Event(name, { bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  return event.defaultPrevented;
};

it('answers what it would do, and is told only of that', () => {
  const take = vi.fn();
  const stop = listenToClipboard((act, target) => act !== 'cut' && target === document.body, take);
  expect([send('beforecopy'), send('beforecut'), send('beforepaste')]).toEqual([true, false, true]);
  for (const name of ['copy', 'cut', 'paste']) send(name);
  expect(take.mock.calls.map(([act]) => act)).toEqual(['copy', 'paste']);
  stop();
  expect(send('beforecopy')).toBe(false);
  send('copy');
  expect(take).toHaveBeenCalledTimes(2);
});

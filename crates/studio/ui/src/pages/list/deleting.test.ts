import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dropSession, holdSession, resumeSession, sendLast, useGate } from '../../api/gate';
import { deleteLater, grace } from './deleting';

const place = { app: 'crm', form: 'task' };
const sent: Request[] = [];
const statuses: number[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  holdSession({ id: '1', account: 'heqi', name: '何琪' });
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(request);
    return Response.json({ results: [] }, { status: statuses.shift() ?? 200 });
  });
});
afterEach(() => {
  dropSession();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const settle = () => vi.advanceTimersByTimeAsync(0);

it('deletes after a while, and not at all when that was taken back', async () => {
  const done = vi.fn();
  deleteLater(place, ['a'], done);
  const back = deleteLater(place, ['b'], done);
  expect(back()).toBe(true);
  await vi.advanceTimersByTimeAsync(grace);
  expect(sent).toHaveLength(1);
  expect(await sent[0]?.json()).toEqual({ atomic: true, operations: [{ delete: 'a' }] });
  expect(done).toHaveBeenCalledExactlyOnceWith();
});

it.each([
  ['in its time', () => vi.advanceTimersByTimeAsync(grace)],
  ['as the page goes', async () => void dispatchEvent(new Event('pagehide'))],
])('asks for signing in when the session has ended, and goes on: %s', async (_when, act) => {
  statuses.push(401);
  const done = vi.fn();
  const back = deleteLater(place, ['a'], done);
  await act();
  await settle();
  expect(useGate.getState().asking).toBe(true);
  expect(done).not.toHaveBeenCalled();
  expect(back()).toBe(false);
  resumeSession();
  await settle();
  expect(sent).toHaveLength(2);
  expect(done).toHaveBeenCalledExactlyOnceWith();
});

it('deletes before the person signs out', async () => {
  const done = vi.fn();
  deleteLater(place, ['a'], done);
  await sendLast();
  expect(sent).toHaveLength(1);
  expect(done).toHaveBeenCalledExactlyOnceWith();
});

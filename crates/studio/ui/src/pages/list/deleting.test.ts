import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dropSession, holdSession, resumeSession, sendLast, useGate } from '../../api/gate';
import { type Deletion, deleteLater, grace, useDeleting } from './deleting';

/** A moment after what is offered is over. */
const over = grace + 1000;

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
  const other = deleteLater(place, ['b'], done);
  expect(other.back()).toBe(true);
  await vi.advanceTimersByTimeAsync(grace);
  expect(sent).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent).toHaveLength(1);
  expect(await sent[0]?.json()).toEqual({ atomic: true, operations: [{ delete: 'a' }] });
  expect(done).toHaveBeenCalledExactlyOnceWith();
});

it.each([
  ['in its time', () => vi.advanceTimersByTimeAsync(over)],
  ['as the page goes', async () => void dispatchEvent(new Event('pagehide'))],
])('asks for signing in when the session has ended, and goes on: %s', async (_when, happen) => {
  statuses.push(401);
  const done = vi.fn();
  const deletion = deleteLater(place, ['a'], done);
  await happen();
  await settle();
  expect(useGate.getState().asking).toBe(true);
  expect(done).not.toHaveBeenCalled();
  expect(deletion.back()).toBe(false);
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

it('waits as long as it is offered', async () => {
  const deletion = deleteLater(place, ['a'], vi.fn());
  await vi.advanceTimersByTimeAsync(grace - 1000);
  deletion.stay(30_000);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sent).toHaveLength(0);
  expect(deletion.back()).toBe(true);
  deletion.stay(1000);
  await vi.advanceTimersByTimeAsync(over);
  expect(sent).toHaveLength(0);
});

it('asks who leaves the product, only while something waits', async () => {
  const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(asks()).toBe(false);
  const first = deleteLater(place, ['a'], vi.fn());
  deleteLater(place, ['b'], vi.fn());
  first.back();
  expect(asks()).toBe(true);
  await vi.advanceTimersByTimeAsync(over);
  expect(asks()).toBe(false);
});

it('is known to every table of the form, also to one that is opened meanwhile', () => {
  const { result } = renderHook(() => useDeleting({ ...place }));
  expect(result.current).toEqual([]);
  let deletion: Deletion | undefined;
  act(() => {
    deletion = deleteLater(place, ['a', 'b'], vi.fn());
    deleteLater({ ...place, form: 'lead' }, ['c'], vi.fn());
  });
  expect(result.current).toEqual(['a', 'b']);
  act(() => void deletion?.back());
  expect(result.current).toEqual([]);
});

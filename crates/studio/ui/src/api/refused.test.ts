/** Refusals of an app make its rights be looked at again, once for many. */
import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noteAnswer, useRefusals } from './refused';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('hears of what was refused in its own app', () => {
  const look = vi.fn();
  const { unmount } = renderHook(() => useRefusals('crm', false, look));
  noteAnswer('http://x/api/v1/data/hr/leave/query', 403);
  noteAnswer('http://x/api/v1/data/crm/task/1', 409);
  noteAnswer('http://x/api/v1/apps/crm', 404);
  noteAnswer('http://x/api/v1/data/crm/task/query', 200);
  expect(look).not.toHaveBeenCalled();
  noteAnswer('http://x/api/v1/data/crm/task/batch', 403);
  noteAnswer('http://x/api/v1/data/crm/task/query', 404);
  expect(look).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(5000);
  noteAnswer('http://x/api/v1/data/crm/task/query', 404);
  expect(look).toHaveBeenCalledTimes(2);
  unmount();
  vi.advanceTimersByTime(5000);
  noteAnswer('http://x/api/v1/data/crm/task/query', 404);
  expect(look).toHaveBeenCalledTimes(2);
});

it('hears of the first thing that is answered again', () => {
  const look = vi.fn();
  renderHook(() => useRefusals('crm', true, look));
  noteAnswer('http://x/api/v1/data/crm/task/query', 404);
  noteAnswer('http://x/api/v1/data/crm/task/query', 503);
  expect(look).not.toHaveBeenCalled();
  noteAnswer('http://x/api/v1/data/crm/task/1', 200);
  expect(look).toHaveBeenCalledOnce();
});

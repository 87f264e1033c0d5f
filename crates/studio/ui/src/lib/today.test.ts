import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { meQuery } from '../api/session';
import { civil, momentOf, useToday } from './today';

afterEach(() => vi.useRealTimers());

it.each([
  ['2026-11-21T16:30:00Z', 'Asia/Shanghai', '2026-11-22', '00:30:00'],
  ['2026-11-21T16:30:00Z', 'America/New_York', '2026-11-21', '11:30:00'],
  ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01', '00:00:00'],
])('%s in %s is %s %s', (moment, zone, date, time) => {
  expect(civil(new Date(moment), zone)).toEqual({ date, time });
});

it.each([
  ['2026-11-22', '00:30:00', 'Asia/Shanghai', '2026-11-21T16:30:00.000Z'],
  ['2026-07-01', '09:00:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
  ['2026-03-08', '12:00:00', 'America/New_York', '2026-03-08T16:00:00.000Z'],
])('it is %s %s in %s at %s', (date, time, zone, moment) => {
  expect(momentOf(date, time, zone).toISOString()).toBe(moment);
});

it('is another day after midnight of the organisation, and until then nothing changes', () => {
  vi.useFakeTimers({ now: new Date('2026-11-21T15:59:00Z') });
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  cache.setQueryData(meQuery.queryKey, { time_zone: 'Asia/Shanghai' } as never);
  const wrapper = ({ children }: { readonly children: ReactNode }) =>
    createElement(QueryClientProvider, { client: cache }, children);
  const { result } = renderHook(useToday, { wrapper });
  const { seen } = result.current;
  expect(result.current).toMatchObject({ today: '2026-11-21', zone: 'Asia/Shanghai' });
  act(() => void vi.advanceTimersByTime(45_000));
  expect(result.current.seen).toBe(seen);
  act(() => void vi.advanceTimersByTime(45_000));
  expect(result.current.today).toBe('2026-11-22');
  expect(civil(result.current.seen, 'Asia/Shanghai').date).toBe('2026-11-22');
});

/** Date pickers take today and now from the organisation's clocks. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setPickerZone, shownIn } from './pickers';
import { browserZone } from './today';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2026-11-21T16:30:00Z');
});
afterEach(() => {
  cleanup();
  setPickerZone(browserZone);
  vi.useRealTimers();
});

// Whatever the machine's own zone is, one of the two has another day.
it.each([
  ['Asia/Shanghai', '2026-11-22', '2026-11-22 00:30'],
  ['America/New_York', '2026-11-21', '2026-11-21 11:30'],
])('in %s it is %s', (zone, today, now) => {
  setPickerZone(zone);
  const onChange = vi.fn();
  render(<DatePicker open onChange={onChange} />);
  expect(document.querySelector('.ant-picker-cell-today')?.getAttribute('title')).toBe(today);
  fireEvent.click(document.querySelector('.ant-picker-now-btn') as HTMLElement);
  expect(onChange.mock.calls[0]?.[0].format('YYYY-MM-DD')).toBe(today);
  cleanup();
  const onTime = vi.fn();
  render(<DatePicker open showTime onChange={onTime} />);
  fireEvent.click(document.querySelector('.ant-picker-now-btn') as HTMLElement);
  fireEvent.click(screen.getByRole('button', { name: /OK|确\s*定/ }));
  expect(onTime.mock.calls.at(-1)?.[0].format('YYYY-MM-DD HH:mm')).toBe(now);
  expect(shownIn(new Date(), zone).format('YYYY-MM-DD HH:mm')).toBe(now);
});

it('leaves every other day as it is', () => {
  setPickerZone('Pacific/Kiritimati');
  expect(dayjs('2026-01-31').format('YYYY-MM-DD HH:mm')).toBe('2026-01-31 00:00');
});

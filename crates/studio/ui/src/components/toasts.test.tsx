/** Messages: what can be taken back stays in reach, by mouse and by keyboard, as long as it is offered. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { say, Toasts, takeBack } from './toasts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  act(() => void vi.advanceTimersByTime(120_000));
  cleanup();
  vi.useRealTimers();
});
const tell = (text: string, ...more: [('good' | 'bad' | 'plain')?, Parameters<typeof say>[2]?]) =>
  act(() => say(text, ...more));
const pass = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));

it('keeps what can be taken back while others tell something', () => {
  render(<Toasts />);
  const undo = vi.fn();
  tell('已删除 3 条', 'good', { label: '撤销', act: undo });
  for (const text of ['一', '二', '三', '四', '五']) tell(text);
  expect(screen.queryByText('一')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  expect(undo).toHaveBeenCalledOnce();
});

it('waits under the pointer, and has no less time afterwards', () => {
  render(<Toasts />);
  tell('已删除', 'good', { label: '撤销', act: vi.fn() });
  pass(1000);
  const message = screen.getByText('已删除').closest('.toast') as HTMLElement;
  fireEvent.mouseEnter(message);
  pass(20_000);
  fireEvent.mouseLeave(message);
  pass(8900);
  expect(screen.queryByText('已删除')).not.toBeNull();
  pass(200);
  expect(screen.queryByText('已删除')).toBeNull();
});

it('is reached with F8, and gives the focus back', () => {
  const undo = vi.fn();
  render(
    <>
      <input aria-label="搜索" />
      <Toasts />
    </>,
  );
  screen.getByRole('textbox').focus();
  fireEvent.keyDown(document.body, { key: 'F8' });
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
  tell('已删除', 'good', { label: '撤销', act: undo });
  fireEvent.keyDown(document.body, { key: 'F8' });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '撤销' }));
  fireEvent.keyDown(screen.getByRole('button', { name: '撤销' }), { key: 'Escape' });
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
  fireEvent.keyDown(document.body, { key: 'F8' });
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  expect(undo).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});

it('Ctrl+Z takes back the newest that can be, and nothing older than what was done since', () => {
  render(<Toasts />);
  const [undo, copy] = [vi.fn(), vi.fn()];
  tell('已删除', 'good', { label: '撤销', act: undo });
  pass(10);
  tell('未能复制', 'bad', { label: '再复制一次', act: copy, byKey: false });
  const back = (since?: number) => {
    let was = false;
    act(() => {
      was = takeBack(since);
    });
    return was;
  };
  expect(back(Date.now())).toBe(false);
  expect(back()).toBe(true);
  expect(undo).toHaveBeenCalledOnce();
  expect(back()).toBe(false);
  expect(copy).not.toHaveBeenCalled();
});

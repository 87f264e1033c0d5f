/** A dialog gives the focus back, and goes with the way back. */
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { closeTopmost } from '../lib/backCloses';
import { Dialog } from './Dialog';

afterEach(cleanup);

function Page({ open, onCancel }: { open: boolean; onCancel?: () => void }) {
  return (
    <>
      <button type="button">Ask</button>
      {open && (
        <Dialog open title="Sure?" {...(onCancel ? { onCancel } : {})}>
          <button type="button">Yes</button>
        </Dialog>
      )}
    </>
  );
}

it('gives the focus back to what asked for it, also when it is taken away at once', async () => {
  const { rerender } = render(<Page open={false} />);
  const ask = screen.getByRole('button', { name: 'Ask' });
  ask.focus();
  rerender(<Page open />);
  screen.getByRole('button', { name: 'Yes' }).focus();
  rerender(<Page open={false} />);
  await act(() => new Promise((settled) => setTimeout(settled, 20)));
  expect(document.activeElement).toBe(ask);
});

it('goes with the way back, and only while it is there', () => {
  const outer = vi.fn();
  const inner = vi.fn();
  const { rerender } = render(<Page open onCancel={outer} />);
  const second = render(<Page open onCancel={inner} />);
  expect(closeTopmost()).toBe(true);
  expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([0, 1]);
  second.unmount();
  expect(closeTopmost()).toBe(true);
  expect(outer).toHaveBeenCalledTimes(1);
  rerender(<Page open={false} />);
  expect(closeTopmost()).toBe(false);
});

/** Buttons whose panel is fetched: no press is lost while it comes. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { PopoverProps } from 'antd';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { opener } from './Opener';

/** As panels of the library do, it makes the button anew, as its own. */
function Panel({ open, onOpenChange, children }: PopoverProps) {
  return (
    <div>
      <button type="button" onClick={() => onOpenChange?.(!open)}>
        {(children as { readonly props: { readonly children: string } }).props.children}
      </button>
      {open && <p>Panel</p>}
    </div>
  );
}

let arrive: (module: { default: typeof Panel }) => void;
let Flyout: ReturnType<typeof opener<PopoverProps>>;
const come = () => act(async () => arrive({ default: Panel }));
const button = () => screen.getByRole('button', { name: 'More' });
/** What a browser makes of a finger that is lifted: a click only where it came down, if that is still there. */
const lift = (pressed: HTMLElement) =>
  act(async () => {
    fireEvent.pointerUp(window);
    if (pressed.isConnected) fireEvent.click(pressed);
  });

beforeEach(() => {
  vi.useFakeTimers();
  Flyout = opener<PopoverProps>(
    () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  );
  render(
    <Flyout>
      <button type="button">More</button>
    </Flyout>,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('opens when its panel comes between the press and the lift', async () => {
  fireEvent.pointerEnter(button());
  const pressed = button();
  fireEvent.pointerDown(pressed);
  await come();
  expect(pressed.isConnected).toBe(true);
  await lift(pressed);
  act(() => void vi.runAllTimers());
  expect(screen.queryByText('Panel')).not.toBeNull();
});

it('opens when its panel comes after the press', async () => {
  const pressed = button();
  fireEvent.pointerDown(pressed);
  await lift(pressed);
  expect(screen.queryByText('Panel')).toBeNull();
  await come();
  act(() => void vi.runAllTimers());
  expect(screen.queryByText('Panel')).not.toBeNull();
});

it('keeps the focus when its panel comes', async () => {
  act(() => button().focus());
  await come();
  expect(document.activeElement).toBe(button());
  expect(screen.queryByText('Panel')).toBeNull();
});

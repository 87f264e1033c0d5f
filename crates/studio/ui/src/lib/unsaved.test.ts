/** What stays on the page while somebody types. */
import { renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { anythingUnsaved, noteUnsaved, useHeld } from './unsaved';

const form = {};
afterEach(() => noteUnsaved(form, false));

it('holds what went away only while something is unsaved', () => {
  const { result, rerender } = renderHook(({ now }: { now: string | undefined }) => useHeld(now), {
    initialProps: { now: 'customer' as string | undefined },
  });
  noteUnsaved(form, true);
  rerender({ now: undefined });
  expect(result.current).toBe('customer');
  noteUnsaved(form, false);
  expect(anythingUnsaved()).toBe(false);
  rerender({ now: undefined });
  expect(result.current).toBeUndefined();
});

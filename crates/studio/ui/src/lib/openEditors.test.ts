/** Editors of this tab and of another one know of each other while they are open. */
import { expect, it, vi } from 'vitest';
import { openEditor, openEditors } from './openEditors';

/** Tabs of one browser: what one says all the others hear. */
const all = new Set<Tab>();
class Tab {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor() {
    all.add(this);
  }
  postMessage(data: unknown) {
    for (const tab of all) if (tab !== this) queueMicrotask(() => tab.onmessage?.({ data }));
  }
}

it('names what is open here and in other tabs, and nothing that was closed', async () => {
  vi.stubGlobal('BroadcastChannel', Tab);
  const close = openEditor('a');
  vi.resetModules();
  const other = await import('./openEditors');
  const closeOther = other.openEditor('b');
  expect([...(await openEditors())].sort()).toEqual(['a', 'b']);
  expect([...(await other.openEditors())].sort()).toEqual(['a', 'b']);
  closeOther();
  expect([...(await openEditors())]).toEqual(['a']);
  close();
  expect([...(await openEditors())]).toEqual([]);
  vi.unstubAllGlobals();
});

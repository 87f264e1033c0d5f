/** Copying with the clipboard of the browser, without it, and where neither way is allowed. */
import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from './copy';

const clipboard = (value: unknown) => Object.defineProperty(navigator, 'clipboard', { value, configurable: true });
const command = (run: (() => boolean) | undefined) =>
  Object.defineProperty(document, 'execCommand', { value: run, configurable: true });

/** A browser that copies by command: what is selected, or what a page puts in its place. */
function commanded(): { text: string } {
  const lies = { text: '' };
  command(() => {
    const data = { setData: (_kind: string, text: string) => (lies.text = text) };
    const event = Object.assign(new Event('copy', { bubbles: true, cancelable: true }), { clipboardData: data });
    document.activeElement?.dispatchEvent(event);
    return true;
  });
  return lies;
}

afterEach(() => {
  clipboard(undefined);
  command(undefined);
  document.body.replaceChildren();
});

it('takes the clipboard of the browser where there is one', async () => {
  const writeText = vi.fn(async () => undefined);
  clipboard({ writeText });
  expect(await copyText('甲\t乙')).toBe(true);
  expect(writeText).toHaveBeenCalledExactlyOnceWith('甲\t乙');
});

it('hands over a text that is still to come while the press lasts', async () => {
  vi.stubGlobal(
    'ClipboardItem',
    class {
      readonly of: Record<string, Promise<Blob>>;
      constructor(of: Record<string, Promise<Blob>>) {
        this.of = of;
      }
    },
  );
  const lies: string[] = [];
  const write = vi.fn(async ([item]: { of: Record<string, Promise<Blob>> }[]) => {
    lies.push((await (await item?.of['text/plain'])?.text()) ?? '');
  });
  clipboard({ write });
  let come: (text: string) => void = () => undefined;
  const copied = copyText(
    new Promise<string>((resolve) => {
      come = resolve;
    }),
  );
  expect(write).toHaveBeenCalledOnce();
  come('很多行');
  expect(await copied).toBe(true);
  expect(lies).toEqual(['很多行']);
  vi.unstubAllGlobals();
});

it.each([
  ['is none', undefined],
  ['is one that refuses', { writeText: () => Promise.reject(new Error('denied')) }],
])('copies as a command where there %s, and gives the focus back', async (_where, value) => {
  clipboard(value);
  const lies = commanded();
  const input = document.createElement('input');
  document.body.append(input);
  input.focus();
  const page = vi.fn();
  document.addEventListener('copy', page);
  expect(await copyText('一行\n两行')).toBe(true);
  document.removeEventListener('copy', page);
  expect(lies.text).toBe('一行\n两行');
  expect(document.activeElement).toBe(input);
  expect(document.querySelector('textarea')).toBeNull();
  // The table that had the focus does not copy its own cells over it.
  expect(page).not.toHaveBeenCalled();
});

it('says so when nothing was copied', async () => {
  clipboard(undefined);
  command(() => false);
  expect(await copyText('x')).toBe(false);
  command(() => {
    throw new Error('not here');
  });
  expect(await copyText('x')).toBe(false);
});

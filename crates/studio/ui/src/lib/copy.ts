/** Putting text on the clipboard, also where the browser knows no clipboard: a page that is not served by HTTPS has none. */

/** Whether the text lies on the clipboard now; it may be one that is still to come. */
export async function copyText(text: string | Promise<string>): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await put(text);
      return true;
    }
  } catch {
    // What the browser refuses here it may allow as a command.
  }
  return copyByCommand(await text);
}

/** A text to come is handed over at once: Safari copies only as long as the press lasts. */
async function put(text: string | Promise<string>) {
  if (typeof text === 'string' || typeof ClipboardItem === 'undefined')
    return navigator.clipboard.writeText(await text);
  const blob = text.then((whole) => new Blob([whole], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

/** Copies as Ctrl+C does: a box with the text is selected for a moment, and the focus comes back. */
function copyByCommand(text: string): boolean {
  const before = document.activeElement;
  const box = document.createElement('textarea');
  box.value = text;
  box.readOnly = true;
  box.setAttribute('aria-hidden', 'true');
  box.style.cssText = 'position: fixed; inset: 0 auto auto 0; opacity: 0; pointer-events: none';
  let copied = false;
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = event.clipboardData !== null;
  };
  // A dialog keeps the focus inside of itself.
  (before?.closest('[role="dialog"]') ?? document.body).append(box);
  addEventListener('copy', put, { capture: true });
  try {
    box.focus({ preventScroll: true });
    box.select();
    return document.execCommand('copy') && copied;
  } catch {
    return false;
  } finally {
    removeEventListener('copy', put, { capture: true });
    box.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

/** The pieces of a formula as elements of an editable box, and the way between places in it and offsets in the text. */
import type { Piece } from './pieces';

/** Gives the caret somewhere to stand beside chips; it is not part of the text. */
const gap = '\u200b';

export function draw(box: HTMLElement, pieces: readonly Piece[]) {
  const nodes: HTMLElement[] = [];
  const space = () => {
    const node = document.createElement('span');
    node.textContent = gap;
    nodes.push(node);
  };
  let before: Piece | undefined;
  for (const piece of pieces) {
    if (piece.look === 'chip' && (!before || before.look === 'chip')) space();
    nodes.push(element(piece));
    before = piece;
  }
  if (!before || before.look === 'chip' || before.text.endsWith('\n')) space();
  box.replaceChildren(...nodes);
}

function element({ text, look, label, wrong }: Piece): HTMLElement {
  const node = document.createElement('span');
  node.className = `formula-${look}${wrong ? ' formula-wrong' : ''}`;
  node.textContent = label ?? text;
  if (look === 'chip') {
    node.contentEditable = 'false';
    node.dataset.text = text;
    node.title = text;
  }
  return node;
}

/** The text of what is drawn, whatever an input method made of it. */
export function textOf(node: Node): string {
  if (node instanceof Text) return node.data.replaceAll(gap, '');
  if (node instanceof HTMLElement && node.dataset.text !== undefined) return node.dataset.text;
  if (node instanceof HTMLBRElement) return '\n';
  return [...node.childNodes].map(textOf).join('');
}

/** The offset in the text of a place in the box. */
export function offsetOf(box: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(box, 0);
  const holder = (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>('[data-text]');
  if (holder && box.contains(holder)) range.setEndAfter(holder);
  else range.setEnd(node, offset);
  return textOf(range.cloneContents()).length;
}

/** The place of an offset: in a text, never in a chip. */
export function placeAt(box: HTMLElement, offset: number): readonly [Node, number] {
  let passed = 0;
  for (const child of box.childNodes) {
    const length = textOf(child).length;
    const text = child.firstChild;
    const isChip = child instanceof HTMLElement && child.dataset.text !== undefined;
    if (!isChip && text instanceof Text && offset <= passed + length)
      return [text, length === 0 ? text.data.length : Math.max(0, offset - passed)];
    passed += length;
  }
  return [box, box.childNodes.length];
}

export function selectionIn(box: HTMLElement): { readonly from: number; readonly to: number } | undefined {
  const selection = document.getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || !anchorNode || !focusNode || !box.contains(anchorNode) || !box.contains(focusNode))
    return undefined;
  const a = offsetOf(box, anchorNode, selection.anchorOffset);
  const b = offsetOf(box, focusNode, selection.focusOffset);
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

export function select(box: HTMLElement, from: number, to: number) {
  const [start, startOffset] = placeAt(box, from);
  const [end, endOffset] = placeAt(box, to);
  document.getSelection()?.setBaseAndExtent(start, startOffset, end, endOffset);
}

/** A place on the screen. */
export interface Spot {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the caret is on the screen; the box's corner when it cannot be told. */
export function caretSpot(box: HTMLElement, offset: number): Spot {
  const [node, at] = placeAt(box, offset);
  const range = document.createRange();
  range.setStart(node, at);
  const rect = range.getClientRects()[0] ?? range.getBoundingClientRect();
  const { left, top, bottom } = rect.height > 0 ? rect : box.getBoundingClientRect();
  return { left, top, bottom };
}

import { describe, expect, it } from 'vitest';
import { draw, offsetOf, placeAt, textOf } from './drawing';
import type { Piece } from './pieces';

const plain = (text: string): Piece => ({ text, look: 'plain', wrong: false });
const chip = (text: string, label: string): Piece => ({ text, look: 'chip', label, wrong: false });

function boxOf(...pieces: Piece[]): HTMLElement {
  const box = document.createElement('div');
  draw(box, pieces);
  return box;
}

describe('what is drawn', () => {
  const formula = [chip('amount', '金额'), plain(' * '), chip('rate', '税率'), chip('x', '甲')];

  it('shows labels and gives back the text', () => {
    const box = boxOf(...formula);
    expect(box.textContent).toContain('金额 * ');
    expect(textOf(box)).toBe('amount * ratex');
  });

  it('has a place outside chips for every offset beside one', () => {
    const box = boxOf(...formula);
    for (const offset of [0, 6, 7, 9, 13, 14]) {
      const [node, at] = placeAt(box, offset);
      expect([offset, offsetOf(box, node, at)]).toEqual([offset, offset]);
      expect(node.parentElement?.closest('[data-text]')).toBeNull();
    }
  });

  it('goes behind a chip for an offset inside it, whatever was drawn before', () => {
    const box = boxOf(...formula);
    const [node, at] = placeAt(box, 3);
    expect(offsetOf(box, node, at)).toBe(6);
    expect(placeAt(box, 99)).toEqual([box, box.childNodes.length]);
  });

  it('keeps the last empty line open', () => {
    const box = boxOf(plain('a +\n'));
    expect(textOf(box)).toBe('a +\n');
    expect(box.textContent).toHaveLength(5);
  });

  it('reads what an input method put beside the pieces', () => {
    const box = boxOf(chip('amount', '金额'));
    box.append(' + 数量');
    expect(textOf(box)).toBe('amount + 数量');
  });
});

/** Numbers in the rows of a printed table lean to the right, and their heads with them, unless the template says otherwise. Pure but for the tree it is given. */

/** What the template aligned itself stays. */
const aligned = (cell: Element) =>
  [cell, ...cell.querySelectorAll('[style]')].some(
    (node) => node instanceof HTMLElement && node.style.textAlign !== '',
  );

export function lean(root: HTMLElement, isNumber: (slot: number) => boolean) {
  for (const cell of root.querySelectorAll<HTMLElement>('td')) {
    const slots = cell.querySelectorAll<HTMLElement>('[data-slot]');
    const alone = slots.length === 1 && cell.textContent?.trim() === '';
    if (!alone || !isNumber(Number(slots[0]?.dataset.slot)) || aligned(cell)) continue;
    cell.style.textAlign = 'end';
    const row = cell.parentElement;
    const first = cell.closest('table')?.querySelector('tr');
    if (!row || !first || first === row || first.children.length !== row.children.length) continue;
    const head = first.children[[...row.children].indexOf(cell)];
    if (head instanceof HTMLElement && head.tagName === 'TH' && !aligned(head)) head.style.textAlign = 'end';
  }
}

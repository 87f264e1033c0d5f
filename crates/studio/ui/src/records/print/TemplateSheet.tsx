/** A record in a print template. The template is read as HTML and built anew of harmless elements; nothing of it runs. */
import { createElement, type ReactNode, useMemo } from 'react';
import { rowsOf } from '../../form/source';
import type { FormModel, Rec } from '../../model/app';
import { SlotValue, slotSource } from './SlotValue';
import { type Laid, layOut } from './template';

const allowed = new Set(
  'p br strong b em i u s small h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tfoot tr th td blockquote hr span div code pre a'.split(
    ' ',
  ),
);
/** Without their content: it was never meant to be read. */
const dropped = new Set(['script', 'style', 'template', 'iframe', 'object', 'svg', 'math', 'noscript']);

interface Props {
  readonly form: FormModel;
  readonly record: Rec;
  readonly body: string;
}

export function TemplateSheet({ form, record, body }: Props) {
  const laid = useMemo(() => layOut(body, (table) => rowsOf(record[table]).length), [body, record]);
  const root = useMemo(() => new DOMParser().parseFromString(laid.html, 'text/html').body, [laid]);
  return <div className="print-template">{children(root, { laid, form, record }, '0')}</div>;
}

interface Around {
  readonly laid: Laid;
  readonly form: FormModel;
  readonly record: Rec;
}

function children(node: Node, around: Around, at: string): ReactNode[] {
  return [...node.childNodes].map((child, index) => build(child, around, `${at}.${index}`));
}

function build(node: ChildNode, around: Around, at: string): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof HTMLElement)) return null;
  const tag = node.tagName.toLowerCase();
  if (dropped.has(tag)) return null;
  const slot = node.dataset.slot === undefined ? undefined : around.laid.slots[Number(node.dataset.slot)];
  if (slot) {
    const { fields, record } = slotSource(around.form, around.record, slot.path[0], slot.row);
    return <SlotValue key={at} fields={fields} record={record} path={slot.path} />;
  }
  const inner = children(node, around, at);
  // A link on paper is its words.
  if (!allowed.has(tag) || tag === 'a') return inner;
  const span = node instanceof HTMLTableCellElement ? { colSpan: node.colSpan, rowSpan: node.rowSpan } : {};
  return tag === 'br' || tag === 'hr'
    ? createElement(tag, { key: at })
    : createElement(tag, { key: at, ...span }, ...inner);
}

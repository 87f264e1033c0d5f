/** HTML of a print template, built anew of harmless elements with the styles that paper knows; nothing of it runs or loads. */
import { type CSSProperties, createElement, type ReactNode, useMemo } from 'react';

const words = (text: string) => text.trim().split(/\s+/);

/** What the server lets stand on a page, and links, of which the words are printed. */
const allowed = new Set(
  words(`p br strong b em i u s small mark sub sup h1 h2 h3 h4 h5 h6 ul ol li blockquote hr span div code pre
    table caption colgroup col thead tbody tfoot tr th td`),
);
/** Without their content: it was never meant to be read. */
const dropped = new Set(words('script style template iframe object svg math noscript'));
const empty = new Set(words('br hr col'));
const styles =
  words(`background-color border border-bottom border-collapse border-left border-right border-spacing border-top
  break-after break-before break-inside color font-size font-style font-weight height letter-spacing line-height
  margin-bottom margin-left margin-right margin-top padding-bottom padding-left padding-right padding-top
  text-align text-decoration text-indent vertical-align white-space width`);

interface Props {
  readonly html: string;
  /** What stands in the place of an element with `data-slot`. */
  readonly slot?: (number: number, key: string) => ReactNode;
  /** What is done to the elements before they are drawn. */
  readonly prepare?: (root: HTMLElement) => void;
}

export function PaperHtml({ html, slot, prepare }: Props) {
  const root = useMemo(() => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    prepare?.(body);
    return body;
  }, [html, prepare]);
  return <div className="print-template">{children(root, slot, '0')}</div>;
}

function children(node: Node, slot: Props['slot'], at: string): ReactNode[] {
  return [...node.childNodes].map((child, index) => build(child, slot, `${at}.${index}`));
}

function build(node: ChildNode, slot: Props['slot'], at: string): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof HTMLElement)) return null;
  const tag = node.tagName.toLowerCase();
  if (dropped.has(tag)) return null;
  if (slot && node.dataset.slot !== undefined) return slot(Number(node.dataset.slot), at);
  const inner = children(node, slot, at);
  if (!allowed.has(tag)) return inner;
  const props = { key: at, style: styleOf(node), ...attributesOf(node) };
  return empty.has(tag) ? createElement(tag, props) : createElement(tag, props, ...inner);
}

function styleOf({ style }: HTMLElement): CSSProperties {
  const kept = styles.flatMap((name) => {
    const value = style.getPropertyValue(name);
    return value === '' ? [] : [[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), value]];
  });
  return Object.fromEntries(kept) as CSSProperties;
}

function attributesOf(node: HTMLElement): object {
  if (node instanceof HTMLTableCellElement) return { colSpan: node.colSpan, rowSpan: node.rowSpan };
  if (node.tagName === 'COL') return { span: Number(node.getAttribute('span')) || 1 };
  return node instanceof HTMLOListElement && node.start !== 1 ? { start: node.start } : {};
}

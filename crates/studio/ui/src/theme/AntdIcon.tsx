/**
 * How Ant Design's icons are drawn here: without a name of their own, as words stand beside them or on their button, and
 * without asking each time whether their styles are in the page (they are, in base.css). The build puts this in the
 * place of the library's component.
 */
import { createElement, type ReactNode, type Ref } from 'react';

interface Node {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children?: readonly Node[];
}

interface Props {
  readonly icon: { readonly name: string; readonly icon: Node };
  readonly className?: string;
  readonly spin?: boolean;
  readonly rotate?: number;
  readonly tabIndex?: number;
  readonly onClick?: () => void;
  readonly ref?: Ref<HTMLSpanElement>;
  readonly 'aria-label'?: string;
}

/** Attributes as React names them. */
function named(attrs: Node['attrs']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attrs).map(([name, value]) => [
      name === 'class' ? 'className' : name.replace(/-./g, (part) => part.charAt(1).toUpperCase()),
      value,
    ]),
  );
}

function part({ tag, attrs, children }: Node, index: number): ReactNode {
  return createElement(tag, { key: index, ...named(attrs) }, children?.map(part));
}

/** Icons are few and drawn often: what is inside each is made once. */
const insides = new Map<Node, { readonly attrs: Record<string, string>; readonly parts: ReactNode }>();

function insideOf(node: Node) {
  const known = insides.get(node) ?? { attrs: named(node.attrs), parts: node.children?.map(part) };
  insides.set(node, known);
  return known;
}

export default function AntdIcon({ icon, className, spin, rotate, tabIndex, ...rest }: Props) {
  const { attrs, parts } = insideOf(icon.icon);
  const turns = spin || icon.name === 'loading';
  const classes = `anticon anticon-${icon.name}${turns ? ' anticon-spin' : ''}${className ? ` ${className}` : ''}`;
  // What one can press has a name, and says it.
  const told = rest.onClick || rest['aria-label'] ? { role: 'img' } : { 'aria-hidden': true };
  return (
    <span {...told} {...rest} tabIndex={tabIndex ?? (rest.onClick && -1)} className={classes}>
      <svg
        {...attrs}
        data-icon={icon.name}
        width="1em"
        height="1em"
        fill="currentColor"
        aria-hidden
        style={rotate ? { transform: `rotate(${rotate}deg)` } : undefined}
      >
        {parts}
      </svg>
    </span>
  );
}

/** The typed tree of a formula or condition, as the server delivers it. The format is described in engine-specs/expression. */

export type Binary =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'remainder'
  | 'concat'
  | 'coalesce'
  | 'and'
  | 'or'
  | 'equal'
  | 'not_equal'
  | 'less'
  | 'less_equal'
  | 'greater'
  | 'greater_equal'
  | 'in';

export type Aggregate = 'count' | 'sum' | 'avg' | 'min' | 'max' | 'some' | 'every';

export type Tree =
  | { readonly op: 'literal'; readonly type: TypeJson; readonly of?: TypeJson; readonly value: unknown }
  | {
      readonly op: 'field' | 'old';
      readonly path: readonly string[];
      readonly forms?: readonly string[];
      readonly row?: boolean;
    }
  | { readonly op: 'me'; readonly attribute: string }
  | { readonly op: 'now' }
  | { readonly op: 'today' }
  | { readonly op: 'not' | 'negate'; readonly of: Tree }
  | { readonly op: Binary; readonly left: Tree; readonly right: Tree }
  | { readonly op: 'if'; readonly test: Tree; readonly then: Tree; readonly else: Tree }
  | { readonly op: 'call'; readonly function: string; readonly args: readonly Tree[] }
  | {
      readonly op: 'rows';
      readonly function: Aggregate;
      readonly table: string;
      readonly each?: Tree | null;
      readonly where?: Tree | null;
    }
  | { readonly op: 'list'; readonly items: readonly Tree[] };

/** A type by name; `list` has a type of its items. */
export type TypeJson = string | { readonly type: string; readonly of?: TypeJson };

/** The paths that a tree reads, so that linked records can be fetched before it is evaluated. */
export function pathsOf(
  tree: Tree,
): readonly { readonly path: readonly string[]; readonly row: boolean; readonly table?: string }[] {
  const found: { path: readonly string[]; row: boolean; table?: string }[] = [];
  const walk = (node: Tree | null | undefined, table: string | undefined) => {
    if (!node) return;
    switch (node.op) {
      case 'field':
      case 'old':
        found.push({ path: node.path, row: node.row === true, ...(node.row && table ? { table } : {}) });
        break;
      case 'not':
      case 'negate':
        walk(node.of, table);
        break;
      case 'if':
        walk(node.test, table);
        walk(node.then, table);
        walk(node.else, table);
        break;
      case 'call':
        for (const arg of node.args) walk(arg, table);
        break;
      case 'rows':
        walk(node.each, node.table);
        walk(node.where, node.table);
        break;
      case 'list':
        for (const item of node.items) walk(item, table);
        break;
      case 'literal':
      case 'me':
      case 'now':
      case 'today':
        break;
      default:
        walk(node.left, table);
        walk(node.right, table);
    }
  };
  walk(tree, undefined);
  return found;
}

/** What a table is given: columns and rows, what may be written, and whom it tells. */
import type { ReactNode } from 'react';
import type { Rec } from '../model/app';
import type { Column } from '../model/columns';
import type { Area } from './area';
import type { Cell } from './keys';
import type { Layout } from './layout';
import type { Group, Line, Outline } from './lines';

/** What happens when cells are written; a table without it is read only. */
export interface GridWriting {
  canEdit: (column: Column, record: Rec) => boolean;
  /** The box for a cell; `typed` is what was typed when typing began it. */
  editor: (
    at: Cell,
    record: Rec,
    column: Column,
    typed: string | undefined,
    done: (to?: 'down' | 'right' | 'left') => void,
  ) => ReactNode;
  paste: (area: Area, text: string) => void;
  fill: (source: Area, target: Area) => void;
  clear: (area: Area) => void;
  undo: () => void;
  redo: () => void;
}

export interface GridProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly frozen: number;
  /** What the lines are, and the record of each as far as it is here; one object, as the two belong together. */
  readonly rows: { readonly outline: Outline; readonly recordAt: (line: Line) => Rec | undefined };
  readonly gone: ReadonlySet<string>;
  readonly rowHeight: number;
  readonly widths: Readonly<Record<string, number>>;
  readonly sort: readonly string[];
  readonly opened: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
  readonly tintOf: (record: Rec) => string | undefined;
  readonly groupLabel: (group: Group) => ReactNode;
  readonly totalOf: (path: string, value: unknown) => string;
  readonly writing: GridWriting | undefined;
  readonly foot?: (layout: Layout) => ReactNode;
  readonly onLines: (first: number, end: number) => void;
  readonly onArea: (area: Area) => void;
  readonly onFold: (key: string) => void;
  readonly onAll: () => void;
  readonly onSort: (path: string, additive: boolean) => void;
  readonly onResize: (path: string, width: number) => void;
  readonly onFit: (path: string, texts: readonly string[]) => void;
  readonly onMoveColumn: (from: number, to: number) => void;
  readonly onOpen: (record: Rec) => void;
  readonly onSelect: (ids: readonly string[], on: boolean) => void;
  /** The text of cells for the clipboard: at once when all are here, else as a promise. */
  readonly textOf: (area: Area) => string | Promise<string>;
}

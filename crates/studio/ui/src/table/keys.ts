/** Where the active cell goes for a key; pure. */

export interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key goes over. */
  readonly page: number;
}

interface Key {
  readonly key: string;
  /** Ctrl, or Command on a Mac. */
  readonly ctrl: boolean;
}

const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));

/** The next cell; undefined when the key means nothing to a grid. */
export function move(at: Cell, { key, ctrl }: Key, extent: Extent): Cell | undefined {
  const rows = ctrl ? extent.rows : 1;
  const columns = ctrl ? extent.columns : 1;
  const steps: Record<string, Cell> = {
    ArrowDown: { row: at.row + rows, column: at.column },
    ArrowUp: { row: at.row - rows, column: at.column },
    ArrowRight: { row: at.row, column: at.column + columns },
    ArrowLeft: { row: at.row, column: at.column - columns },
    PageDown: { row: at.row + extent.page, column: at.column },
    PageUp: { row: at.row - extent.page, column: at.column },
    Home: { row: ctrl ? 0 : at.row, column: 0 },
    End: { row: ctrl ? extent.rows - 1 : at.row, column: extent.columns - 1 },
  };
  const next = steps[key];
  return next && { row: within(next.row, extent.rows), column: within(next.column, extent.columns) };
}

/** Whether a key types a character, so that it begins to edit a cell. */
export function isTyping(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return [...event.key].length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
}

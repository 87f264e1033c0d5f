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

const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));

/** The next cell; undefined when the key means nothing to a grid. */
export function move(at: Cell, { key, ctrlKey }: { key: string; ctrlKey: boolean }, extent: Extent): Cell | undefined {
  const steps: Record<string, Cell> = {
    ArrowDown: { row: at.row + 1, column: at.column },
    ArrowUp: { row: at.row - 1, column: at.column },
    ArrowRight: { row: at.row, column: at.column + 1 },
    ArrowLeft: { row: at.row, column: at.column - 1 },
    PageDown: { row: at.row + extent.page, column: at.column },
    PageUp: { row: at.row - extent.page, column: at.column },
    Home: { row: ctrlKey ? 0 : at.row, column: 0 },
    End: { row: ctrlKey ? extent.rows - 1 : at.row, column: extent.columns - 1 },
  };
  const next = steps[key];
  return next && { row: within(next.row, extent.rows), column: within(next.column, extent.columns) };
}

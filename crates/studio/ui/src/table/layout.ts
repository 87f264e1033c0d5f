/** Where the columns of a table stand: those that stay, those in sight, and the room of the others. */
import type { Column } from '../model/columns';

export interface Placed {
  readonly column: Column;
  readonly index: number;
  readonly size: number;
  /** The distance from the left edge at which a column stays; undefined for one that scrolls. */
  readonly left: number | undefined;
}

export interface Layout {
  /** The width of the boxes and numbers before the columns. */
  readonly lead: number;
  readonly frozen: readonly Placed[];
  readonly shown: readonly Placed[];
  readonly before: number;
  readonly after: number;
  readonly width: number;
}

export const leadWidth = 92;

/** A line between fields; it has no value. */
import type { Reader } from '../kind';

export const reader: Reader<'separator'> = { Cell: () => null, width: 80, sortable: false, family: 'none', wide: true };

/** What the chosen cells of a table add up to, as far as they are here. Pure. */
import { parseNumber } from '../../expression/decimal';
import type { Rec } from '../../model/app';
import type { Column } from '../../model/columns';
import { isEmpty } from '../../model/empty';
import { type Area, sizeOf } from '../../table/area';
import type { Line, Outline } from '../../table/lines';
import { isNumeric } from './rows';

export interface Sums {
  readonly cells: number;
  /** Of the numbers among them; undefined when there is none. */
  readonly sum: string | undefined;
  readonly mean: string | undefined;
}

export function areaSums(
  area: Area,
  columns: readonly Column[],
  outline: Outline,
  recordAt: (line: Line) => Rec | undefined,
): Sums {
  let sum = parseNumber('0');
  let count = 0;
  const bottom = Math.min(area.bottom, area.top + 9_999, outline.count - 1);
  for (const { field, holder } of columns.slice(area.left, area.right + 1)) {
    if (!isNumeric(field) || field.right === 'masked') continue;
    for (let row = area.top; row <= bottom; row += 1) {
      const record = recordAt(outline.at(row));
      const value = record && holder(record)?.[field.key];
      const number = isEmpty(value) ? null : parseNumber(String(value));
      if (!number || !sum) continue;
      sum = sum.plus(number);
      count += 1;
    }
  }
  if (!sum || count === 0) return { cells: sizeOf(area), sum: undefined, mean: undefined };
  return { cells: sizeOf(area), sum: sum.toFixed(), mean: sum.div(count).round(2).toFixed() };
}

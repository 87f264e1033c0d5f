/** An amount in Chinese capitals. */
import type { Reader } from '../kind';

export const reader: Reader<'capital_money'> = {
  Cell: ({ value }) => <span className="ellipsis">{value}</span>,
  width: 220,
  sortable: false,
  family: 'none',
};

/** A colour with its code. */
import type { Reader } from '../kind';

export const reader: Reader<'colour'> = {
  Cell: ({ value }) => (
    <span className="person">
      <i className="swatch" style={{ background: value }} aria-hidden />
      <span className="number">{value}</span>
    </span>
  ),
  width: 110,
  family: 'none',
};

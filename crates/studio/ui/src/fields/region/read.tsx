/** A region of China by its code. */
import type { Reader } from '../kind';
import { RegionName } from '../parts/regions';

export const reader: Reader<'region'> = {
  Cell: ({ value }) => (
    <span className="ellipsis">
      <RegionName code={value} />
    </span>
  ),
  width: 180,
  family: 'tree',
};

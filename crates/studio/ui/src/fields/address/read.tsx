/** A region with the detail of an address. */
import type { Reader } from '../kind';
import { RegionName } from '../parts/regions';

export const reader: Reader<'address'> = {
  Cell: ({ value }) => (
    <span className="ellipsis">
      {value.region && <RegionName code={value.region} />} {value.detail}
    </span>
  ),
  width: 240,
  sortable: false,
  family: 'none',
  wide: true,
};

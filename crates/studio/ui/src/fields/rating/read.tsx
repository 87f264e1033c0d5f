/** Stars. */
import { StarFilled } from '@ant-design/icons';
import type { Reader, ReadProps } from '../kind';

function Stars({ field, value }: ReadProps<'rating'>) {
  const max = field.max ?? 5;
  return (
    <span className="stars" role="img" aria-label={`${value} / ${max}`}>
      {Array.from({ length: max }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stars have no identity but their place
        <StarFilled key={index} className={index < value ? 'star-on' : 'star-off'} />
      ))}
    </span>
  );
}

export const reader: Reader<'rating'> = { Cell: Stars, width: 120, family: 'number' };

/** Where Ant Design keeps the styles that it made. */
import { createCache } from '@ant-design/cssinjs';

type Cache = ReturnType<typeof createCache>;

/**
 * Styles stay for as long as the page does. By itself the cache forgets those of a component once the last of its kind has
 * left, and makes them again for the next one: within the frame that shows another page.
 */
export function lastingStyles(): Cache {
  const cache = createCache();
  const update = cache.opUpdate.bind(cache);
  cache.opUpdate = (key, make) =>
    update(key, (held) => {
      const next = make(held);
      // The first to ask for it is counted twice, so that the count never comes back to nothing.
      return held || !next ? next : [next[0] + 1, next[1]];
    });
  return cache;
}

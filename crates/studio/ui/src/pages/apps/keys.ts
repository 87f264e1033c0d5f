/** Keys of new apps. Pure. */

/** A free key made of the Latin letters of a name; `app` and a number when it has none. */
export function freeKey(label: string, taken: readonly string[]): string {
  const latin = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 50);
  const stem = latin.length > 1 && !/\p{Script=Han}/u.test(label) ? latin : 'app';
  if (stem !== 'app' && !taken.includes(stem)) return stem;
  for (let number = stem === 'app' ? 1 : 2; ; number += 1) {
    const key = `${stem}_${number}`;
    if (!taken.includes(key)) return key;
  }
}

/** A name that no app has yet: two of one name cannot be told apart in the menu. */
export function freeName(label: string, taken: readonly string[]): string {
  if (!taken.includes(label)) return label;
  for (let number = 2; ; number += 1) {
    const name = `${label} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** Finds what the checker said of a part of a form. Pure. */
import type { Issue } from '../../api/errors';
import { partsOf } from '../shell/places';

/** The issues whose path begins with these parts, such as `forms`, `visit`, `fields`, `3`. */
export function issuesAt(issues: readonly Issue[], at: readonly (string | number)[]): readonly Issue[] {
  return issues.filter(({ path }) => {
    const parts = partsOf(path);
    return at.every((part, index) => parts[index] === String(part));
  });
}

/** Issues by the name of the property they are about, the first of each. */
export function byProperty(issues: readonly Issue[], depth: number): ReadonlyMap<string, Issue> {
  return new Map(issues.map((issue) => [partsOf(issue.path)[depth] ?? '', issue] as const).reverse());
}

/** What a person may do less than before, in one release of an app. Pure. */
import type { AppModel, FormModel } from './app';

const verbs = ['create', 'update', 'delete', 'export'] as const;
const writable = ({ fields }: FormModel) => fields.filter(({ right }) => right === undefined || right === 'write');

function isLess(before: FormModel, after: FormModel | undefined): boolean {
  if (!after) return true;
  const kept = new Set(writable(after).map(({ key }) => key));
  const seen = new Set(after.fields.map(({ key }) => key));
  return (
    verbs.some((verb) => before.rights[verb] && !after.rights[verb]) ||
    writable(before).some(({ key }) => !kept.has(key)) ||
    before.fields.some(({ key }) => !seen.has(key))
  );
}

/** The forms in which something is lost; another release changes forms for everybody, which is another matter. */
export function lessIn(before: AppModel, after: AppModel): readonly FormModel[] {
  if (before.key !== after.key || before.release !== after.release) return [];
  return Object.values(before.forms).filter((form) => isLess(form, after.forms[form.key]));
}

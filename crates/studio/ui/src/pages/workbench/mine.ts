/** The forms whose records the workbench counts and lists: the first of the app's menu that have owners worth asking for. */
import type { AppModel } from '../../model/app';
import { menuForms } from '../../model/menu';

export function mainForms(app: AppModel, most: number): readonly string[] {
  const keys = [...new Set(menuForms(app).map(({ form }) => form))];
  const working = keys.filter((key) => app.forms[key]?.rights.create || app.forms[key]?.rights.update);
  const landing = app.roles?.map(({ landing }) => landing).filter((form) => form !== undefined && keys.includes(form)) ?? [];
  return [...new Set([...landing, ...working, ...keys])].slice(0, most) as string[];
}

export const ownedBy = (person: string) => ({ field: 'owner', op: 'eq', value: person });

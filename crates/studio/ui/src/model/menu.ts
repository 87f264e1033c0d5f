/** The menu of an app, reduced to what its caller may open. */
import type { AppModel, MenuForm, MenuGroup, MenuItem } from './app';

export function isGroup(item: MenuItem): item is MenuGroup {
  return 'items' in item;
}

/** Menu items whose forms the caller may see; groups left empty are dropped. */
export function visibleMenu(app: AppModel): readonly MenuItem[] {
  return app.menu.flatMap<MenuItem>((item) => {
    if (!isGroup(item)) return app.forms[item.form] ? [item] : [];
    const items = item.items.filter(({ form }) => app.forms[form]);
    return items.length > 0 ? [{ ...item, items }] : [];
  });
}

export function menuForms(app: AppModel): readonly MenuForm[] {
  return visibleMenu(app).flatMap((item) => (isGroup(item) ? item.items : [item]));
}

/** Where the app begins for the caller: what the first of their roles with such a page says, else the first of the menu. */
export function landingOf(app: AppModel): MenuForm | undefined {
  for (const { landing } of app.roles ?? []) {
    const place = typeof landing === 'string' ? { form: landing } : landing;
    if (!place || !app.forms[place.form]) continue;
    // The menu may name a view of its own for the form.
    return place.view ? place : (menuForms(app).find(({ form }) => form === place.form) ?? place);
  }
  const [first = Object.keys(app.forms).map((form) => ({ form }))[0]] = menuForms(app);
  return first;
}

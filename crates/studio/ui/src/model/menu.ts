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

/**
 * The entry to be marked while a view of `form` is open, or a record of it: the one of that view, else the one that names none, else the
 * first. A view need not be in the menu, its form nearly always is.
 */
export function entryOf(app: AppModel, form: string, view: string | undefined): MenuForm | undefined {
  const entries = menuForms(app).filter((entry) => entry.form === form);
  return (
    (view === undefined ? undefined : entries.find((entry) => entry.view === view)) ??
    entries.find((entry) => entry.view === undefined) ??
    entries[0]
  );
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

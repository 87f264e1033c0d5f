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

export function landingOf(app: AppModel): MenuForm | undefined {
  const wanted = app.roles?.map(({ landing }) => landing).find((form) => form !== undefined && app.forms[form]);
  const items = menuForms(app);
  return (
    items.find(({ form }) => form === wanted) ??
    items[0] ??
    (Object.keys(app.forms)[0] ? { form: Object.keys(app.forms)[0] ?? '' } : undefined)
  );
}

/** Edits of a menu: entries are named by their way down from the top. Pure. */
import type { Text } from '../../model/field';
import type { AppDocument, RoleDoc } from '../form/document';

export interface MenuForm {
  readonly form: string;
  readonly view?: string;
}
export interface MenuGroup {
  readonly label: Text;
  readonly icon?: string;
  readonly items: readonly MenuItem[];
}
export type MenuItem = MenuForm | MenuGroup;

/** The way to an entry: its number at the top, and within a group its number there. */
export type Way = readonly [number] | readonly [number, number];

export const isGroup = (item: MenuItem): item is MenuGroup => 'items' in item;

export const menuOf = (document: AppDocument): readonly MenuItem[] => (document.app.menu ?? []) as readonly MenuItem[];

export const sameWay = (one: Way | undefined, other: Way | undefined): boolean => one?.join() === other?.join();

export function entryAt(menu: readonly MenuItem[], way: Way): MenuItem | undefined {
  const top = menu[way[0]];
  if (way.length === 1 || !top) return top;
  return isGroup(top) ? top.items[way[1]] : undefined;
}

/** All entries with their ways, from top to bottom. */
export function entries(menu: readonly MenuItem[]): readonly { readonly way: Way; readonly item: MenuItem }[] {
  return menu.flatMap((item, index) => [
    { way: [index] as Way, item },
    ...(isGroup(item) ? item.items.map((inner, at) => ({ way: [index, at] as Way, item: inner })) : []),
  ]);
}

/** A group that holds nothing is not allowed; one that lost its last entry goes. */
const tidy = (menu: readonly MenuItem[]) => menu.filter((item) => !isGroup(item) || item.items.length > 0);

export function without(menu: readonly MenuItem[], way: Way): readonly MenuItem[] {
  const [top, inner] = way;
  if (inner === undefined) return menu.filter((_, index) => index !== top);
  return tidy(
    menu.map((item, index) =>
      index === top && isGroup(item) ? { ...item, items: item.items.filter((_, at) => at !== inner) } : item,
    ),
  );
}

export function replaced(menu: readonly MenuItem[], way: Way, next: MenuItem): readonly MenuItem[] {
  const [top, inner] = way;
  return menu.map((item, index) => {
    if (index !== top) return item;
    if (inner === undefined) return next;
    return isGroup(item) ? { ...item, items: item.items.map((each, at) => (at === inner ? next : each)) } : item;
  });
}

const inserted = <T>(list: readonly T[], at: number, item: T): readonly T[] => [
  ...list.slice(0, at),
  item,
  ...list.slice(at),
];

/** Takes the entry at `from` to before what stands at `to`. A group stays at the top. */
export function moved(menu: readonly MenuItem[], from: Way, to: Way): readonly MenuItem[] {
  const item = entryAt(menu, from);
  if (!item || (isGroup(item) && to.length === 2)) return menu;
  // Put first, then taken away, so that no way changes under our hands.
  const marker = { ...item };
  const put =
    to.length === 1
      ? inserted(menu, to[0], marker)
      : menu.map((each, index) =>
          index === to[0] && isGroup(each) ? { ...each, items: inserted(each.items, to[1], marker) } : each,
        );
  const old = entries(put).find(({ item: each }) => each === item);
  return old ? without(put, old.way) : menu;
}

/** One step up or down: past an entry, into a group or out of one. */
export function stepped(menu: readonly MenuItem[], way: Way, by: -1 | 1): { menu: readonly MenuItem[]; way: Way } {
  const item = entryAt(menu, way);
  const target = item && placeBeside(menu, way, by, isGroup(item));
  if (!item || !target) return { menu, way };
  const next = moved(menu, way, target);
  const landed = entries(next).find(({ item: each }) => each === item || equal(each, item))?.way;
  return { menu: next, way: exact(next, item, target) ?? landed ?? way };
}

function placeBeside(menu: readonly MenuItem[], way: Way, by: -1 | 1, group: boolean): Way | undefined {
  const [top, inner] = way;
  if (inner === undefined) {
    const beside = menu[top + by];
    if (!beside) return undefined;
    if (!group && isGroup(beside)) return by > 0 ? [top + 1, 0] : [top - 1, beside.items.length];
    return by > 0 ? [top + 2] : [top - 1];
  }
  const parent = menu[top];
  const count = parent && isGroup(parent) ? parent.items.length : 0;
  if (by < 0) return inner > 0 ? [top, inner - 1] : [top];
  return inner < count - 1 ? [top, inner + 2] : [top + 1];
}

const equal = (one: MenuItem, other: MenuItem) => JSON.stringify(one) === JSON.stringify(other);

/** Where an entry came to stand: the equal one nearest to where it was put. */
function exact(menu: readonly MenuItem[], item: MenuItem, near: Way): Way | undefined {
  const found = entries(menu).filter(({ item: each }) => equal(each, item));
  const distance = (way: Way) => Math.abs(way[0] - near[0]) * 100 + Math.abs((way[1] ?? 0) - (near[1] ?? 0));
  return [...found].sort((one, other) => distance(one.way) - distance(other.way))[0]?.way;
}

/** Forms that stand nowhere in the menu. */
export function missing(document: AppDocument): readonly string[] {
  const shown = new Set(entries(menuOf(document)).flatMap(({ item }) => (isGroup(item) ? [] : [item.form])));
  return Object.keys(document.forms).filter((key) => !shown.has(key));
}

export type Landing = string | { readonly form: string; readonly view?: string };

export const landingOf = (role: RoleDoc): Landing | undefined => role.landing as Landing | undefined;

export const landingText = (landing: Landing): string =>
  typeof landing === 'string' ? landing : landing.view === undefined ? landing.form : `${landing.form}/${landing.view}`;

/** Menu, roles and landing pages without what only `form` was for. */
export function forgetForm(document: AppDocument, form: string): AppDocument {
  const strip = (items: readonly MenuItem[]): readonly MenuItem[] =>
    tidy(
      items.flatMap((item): readonly MenuItem[] => {
        if (isGroup(item)) return [{ ...item, items: strip(item.items) }];
        return item.form === form ? [] : [item];
      }),
    );
  const roles = Object.fromEntries(
    Object.entries(document.roles).map(([key, role]) => {
      const landing = landingOf(role);
      const { landing: _landing, ...rest } = role;
      const leads = landing !== undefined && landingText(landing).split('/')[0] === form;
      const menu = (role.menu as readonly string[] | undefined)?.filter((each) => each !== form);
      const forms = Object.fromEntries(Object.entries(role.forms ?? {}).filter(([each]) => each !== form));
      return [key, { ...(leads ? rest : role), forms, ...(menu ? { menu } : {}) } as RoleDoc];
    }),
  );
  const { [form]: _form, ...forms } = document.forms;
  return { ...document, app: { ...document.app, menu: strip(menuOf(document)) }, forms, roles };
}

/** Shortcuts: what can be pinned to the workbench, and the places as the definitions have them now. Pure. */
import type { AppModel } from '../../model/app';
import type { Text } from '../../model/field';
import { menuForms } from '../../model/menu';
import { mainForms } from './mine';

/** A place by its keys; what a definition no longer has, or the person may no longer open, is not shown. */
export interface Pin {
  readonly app: string;
  readonly form: string;
  readonly view?: string;
  /** A new record instead of the list. */
  readonly create?: true;
}

export interface Place extends Pin {
  readonly label: Text;
  readonly viewLabel: Text | undefined;
  readonly icon: string | undefined;
  readonly appLabel: Text;
}

export const pinKey = ({ app, form, view, create }: Pin) => [app, form, view ?? '', create ? 'new' : ''].join('/');

/** Reads what was stored; anything else is no pin. */
export function readPins(stored: unknown): readonly Pin[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  return stored.filter(
    (pin): pin is Pin =>
      typeof pin === 'object' && pin !== null && typeof pin.app === 'string' && typeof pin.form === 'string',
  );
}

/** Everything that can be pinned: each form, its views, and new records where they may be made. */
export function places(apps: readonly AppModel[]): readonly Place[] {
  return apps.flatMap((app) =>
    [...new Set([...menuForms(app).map(({ form }) => form), ...Object.keys(app.forms)])].flatMap((key) => {
      const form = app.forms[key];
      if (!form) return [];
      const at = { app: app.key, form: key, label: form.label, icon: form.icon, appLabel: app.label };
      return [
        ...(form.rights.create ? [{ ...at, create: true as const, viewLabel: undefined }] : []),
        { ...at, viewLabel: undefined },
        ...(form.views ?? []).map((view) => ({ ...at, view: view.key, viewLabel: view.label })),
      ];
    }),
  );
}

/** Before anybody pins anything: a new record in each of the main forms. */
export function firstPins(apps: readonly AppModel[], most: number): readonly Pin[] {
  return apps
    .flatMap((app) =>
      mainForms(app, most)
        .filter((form) => app.forms[form]?.rights.create)
        .map((form) => ({ app: app.key, form, create: true as const })),
    )
    .slice(0, most);
}

/** The pins that still lead somewhere, in their order. */
export function resolvePins(pins: readonly Pin[], all: readonly Place[]): readonly Place[] {
  const known = new Map(all.map((place) => [pinKey(place), place]));
  return pins.flatMap((pin) => known.get(pinKey(pin)) ?? []);
}

/** The list with the item at `from` moved by `steps`; the ends stop it. */
export function moved<T>(list: readonly T[], from: number, steps: number): readonly T[] {
  const to = Math.max(0, Math.min(list.length - 1, from + steps));
  const item = list[from];
  if (item === undefined || to === from) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
}

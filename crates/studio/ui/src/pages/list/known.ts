/** The views of a form that a person may open: those of the app, their own, and those shared with their roles. Pure. */
import type { SavedView } from '../../api/views';
import type { FormModel, View } from '../../model/app';
import { everything } from './rows';
import { isShown } from './views';

export interface KnownView {
  readonly view: View;
  /** Where it is kept, when somebody saved it; undefined for a view of the app. */
  readonly saved?: SavedView;
}

/** The key of a saved view in an address. */
const keyOf = (saved: SavedView) => saved.id;

export function knownViews(form: FormModel, saved: readonly SavedView[], all: View['label']): readonly KnownView[] {
  const own = (form.views ?? []).filter(isShown).map((view): KnownView => ({ view }));
  const kept = saved
    .filter((one) => one.form === form.key)
    .map((one): KnownView => ({ view: { ...one.view, key: keyOf(one), label: one.label }, saved: one }))
    .filter(({ view }) => isShown(view));
  return own.length > 0 ? [...own, ...kept] : [{ view: everything(all) }, ...kept];
}

/** The view that an address names; else one's own first view, else one that roles open first, else the first. */
export function currentView(views: readonly KnownView[], key: string | undefined): KnownView {
  const named = views.find(({ view }) => view.key === key);
  const mine = views.find(({ saved }) => saved?.default && saved.mine);
  const shared = views.find(({ saved }) => saved?.default);
  return named ?? mine ?? shared ?? (views[0] as KnownView);
}

/** What a bar or an entry of a calendar wears: the colour of the view's first rule that holds, else that of its state. */
import type { FormModel, Rec, View } from '../../model/app';
import { optionPath, optionsOf, useApp } from '../../model/context';
import { useTints } from './useTints';

const noRules: NonNullable<View['colours']> = [];

/** The colours of a view that keeps none of a person's own. */
export const useViewTints = (form: FormModel, view: View) => useTints(form, view.colours ?? noRules);

export function useLook(form: FormModel, view: View) {
  const app = useApp();
  const tintOf = useViewTints(form, view);
  const state = form.fields.find((field) => field.kind === 'select');
  return {
    /** The field that says how a record stands. */
    state: state?.kind === 'select' ? state : undefined,
    lookOf(record: Rec): string {
      const tint = tintOf(record);
      if (tint) return `tinted grid-tint-${tint}`;
      const value = state && record[state.key];
      if (state?.kind !== 'select' || typeof value !== 'string') return 'tint-blue';
      return `tint-${optionPath(optionsOf(app, state.options), value).at(-1)?.colour ?? 'slate'}`;
    },
  };
}

/** The app that the screens below show. */
import { createContext, useContext } from 'react';
import type { AppModel, FormModel, Rec } from './app';
import type { Field, Option } from './field';

export const AppContext = createContext<AppModel | null>(null);

export function useApp(): AppModel {
  const app = useContext(AppContext);
  if (app === null) throw new Error('no app around');
  return app;
}

/** The options of a choice: its own list, or the set that it names. */
export function optionsOf(app: AppModel, options: string | readonly Option[]): readonly Option[] {
  return typeof options === 'string' ? (app.options[options] ?? []) : options;
}

/** Finds the way from the root to the option with `key`. */
export function optionPath(options: readonly Option[], key: string): readonly Option[] {
  for (const option of options) {
    if (option.key === key) return [option];
    const below = optionPath(option.children ?? [], key);
    if (below.length > 0) return [option, ...below];
  }
  return [];
}

export function fieldOf(form: FormModel, key: string): Field | undefined {
  return form.fields.find((field) => field.key === key);
}

/** What stands for a record in links and headings. */
export function titleOf(form: FormModel | undefined, record: Rec): string {
  const value = form?.title ? record[form.title] : undefined;
  return typeof value === 'string' && value !== '' ? value : `#${record.id.slice(-6)}`;
}

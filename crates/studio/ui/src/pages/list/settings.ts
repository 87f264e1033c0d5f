/** How one person likes the table of a view: height of rows, columns and their widths; remembered in the browser. */
import { useMemo } from 'react';
import { create } from 'zustand';
import { recall, remember } from '../../lib/stored';
import type { FormModel, View } from '../../model/app';
import { defaultColumns } from '../../model/columns';
import { useApp } from '../../model/context';
import { decorKinds, type Field } from '../../model/field';
import { systemFields } from '../../model/system';

export const densities = ['low', 'middle', 'high'] as const;
export type Density = (typeof densities)[number];
export const rowHeights: Record<Density, number> = { low: 36, middle: 40, high: 52 };

interface Stored {
  readonly density?: Density | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly widths?: Readonly<Record<string, number>> | undefined;
}

export interface TableSettings {
  readonly density: Density;
  readonly columns: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

const useStored = create<{ readonly all: Readonly<Record<string, Stored>> }>(() => ({
  all: recall<Record<string, Stored>>('tables', {}),
}));
const nothing: Stored = {};

export function useTableSettings(form: FormModel, view: View): [TableSettings, (change: Stored) => void] {
  const app = useApp();
  const key = `${app.key}/${form.key}/${view.key}`;
  const stored = useStored((state) => state.all[key]) ?? nothing;
  const settings = useMemo(
    () => ({
      density: stored.density ?? 'middle',
      columns: stored.columns ?? view.columns ?? defaultColumns(form),
      widths: stored.widths ?? {},
    }),
    [stored, view, form],
  );
  const change = (part: Stored) => {
    const all = { ...useStored.getState().all, [key]: { ...stored, ...part } };
    useStored.setState({ all });
    remember('tables', all);
  };
  return [settings, change];
}

/** Fields that can be columns. */
export function columnChoices(form: FormModel): readonly Field[] {
  const own = form.fields.filter((field) => !decorKinds.has(field.kind));
  return [...own, ...systemFields.filter((field) => !own.some(({ key }) => key === field.key))];
}

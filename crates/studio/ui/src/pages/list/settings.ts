/** How one person likes the table of a view, beyond what the view says: columns and their widths, what stays, height of rows, totals, colours, folded groups. Kept as a preference. */
import { useCallback, useMemo } from 'react';
import { usePreference } from '../../api/preferences';
import type { FormModel, View } from '../../model/app';
import { defaultColumns } from '../../model/columns';
import { fieldOf, useApp } from '../../model/context';
import { decorKinds, type Field } from '../../model/field';
import { systemFields } from '../../model/system';
import type { Totals } from './rows';

export const rowHeights = { short: 34, medium: 40, tall: 64 } as const;
export type RowHeight = keyof typeof rowHeights;
export const heights = ['short', 'medium', 'tall'] as const satisfies readonly RowHeight[];

export interface Colour {
  readonly when: unknown;
  readonly colour: string;
}

export interface TableSettings {
  readonly columns: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly frozen: number;
  readonly rowHeight: RowHeight;
  readonly totals: Totals;
  readonly colours: readonly Colour[];
  /** Keys of groups that show their head only. */
  readonly closed: readonly string[];
}
export type Changes = { readonly [K in keyof TableSettings]?: TableSettings[K] | undefined };

/** What a view says, and what it leaves to us. */
export function viewSettings(form: FormModel, view: View): TableSettings {
  const columns = view.columns?.length ? view.columns : defaultColumns(form);
  const amount = columns.find((path) => {
    const field = fieldOf(form, path);
    return field?.kind === 'money' && field.right !== 'masked';
  });
  return {
    columns,
    widths: view.widths ?? {},
    frozen: view.frozen ?? 1,
    rowHeight: view.row_height ?? 'medium',
    totals: view.totals ?? (amount ? { [amount]: 'sum' } : {}),
    colours: view.colours ?? [],
    closed: [],
  };
}

/** The view as it stands changed: what would be saved of it. */
export function changedView(view: View, settings: TableSettings, narrowed: Partial<View>): View {
  const { closed: _closed, rowHeight, ...rest } = settings;
  const { columns, widths, frozen, totals, colours } = rest;
  return {
    ...view,
    ...narrowed,
    columns,
    row_height: rowHeight,
    frozen,
    ...(Object.keys(widths).length > 0 ? { widths } : {}),
    ...(Object.keys(totals).length > 0 ? { totals } : {}),
    ...(colours.length > 0 ? { colours } : {}),
  };
}

export interface UseSettings {
  readonly settings: TableSettings;
  change: (part: Changes) => void;
  /** Whether the table is not as the view says; folded groups do not count. */
  readonly changed: boolean;
  reset: () => void;
}

export function useTableSettings(form: FormModel, view: View): UseSettings {
  const app = useApp();
  const [stored, store] = usePreference<Changes>(`table.${app.key}.${form.key}.${view.key || '_'}`.toLowerCase());
  const settings = useMemo((): TableSettings => {
    const own = Object.fromEntries(Object.entries(stored ?? {}).filter(([, value]) => value !== undefined));
    return { ...viewSettings(form, view), ...own };
  }, [stored, form, view]);
  const change = useCallback((part: Changes) => store({ ...stored, ...part }), [store, stored]);
  const changed = Object.entries(stored ?? {}).some(([key, value]) => key !== 'closed' && value !== undefined);
  return { settings, change, changed, reset: () => store(undefined) };
}

/** Fields that can be columns. */
export function columnChoices(form: FormModel): readonly Field[] {
  const own = form.fields.filter((field) => !decorKinds.has(field.kind));
  return [...own, ...systemFields.filter((field) => !own.some(({ key }) => key === field.key))];
}

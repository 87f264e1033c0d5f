/** What all records of a form come to, for who leads; that none is theirs where nothing adds up. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { currencySymbol, formatShort } from '../../lib/format';
import type { AppModel } from '../../model/app';
import { sumsOf } from '../list/sums';
import { worthField } from './mine';

export function Worth({ app, form }: { readonly app: AppModel; readonly form: string }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const model = app.forms[form];
  const field = model && worthField(model);
  const sum = useQuery({
    queryKey: ['workbench', 'worth', app.key, form, field?.key],
    queryFn: ({ signal }) =>
      sumsOf({ app: app.key, form }, undefined, undefined, { [field?.key ?? '']: 'sum' }, signal),
    enabled: field !== undefined,
    retry: false,
    staleTime: 60_000,
  });
  const found = sum.data?.[0]?.m0;
  if (!field || sum.error) return t('workbench.noneMine');
  if (typeof found !== 'string' && typeof found !== 'number') return '–';
  const money = `${currencySymbol(app.settings?.currency)}${formatShort(found, i18n.language)}`;
  return t('workbench.worth', { field: words(field.label), sum: money });
}

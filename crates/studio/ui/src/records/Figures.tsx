/** The key figures of a record: its rollups, amounts and shares, the first five that have a value. */
import { useTranslation } from 'react-i18next';
import { FieldCell } from '../fields/FieldValue';
import { isMoney } from '../fields/parts/measure';
import { useWords } from '../i18n/text';
import { currencySymbol, formatShort } from '../lib/format';
import type { FormModel, Rec } from '../model/app';
import { useApp } from '../model/context';
import { isEmpty } from '../model/empty';
import type { Field, Kind } from '../model/field';

const rank: Partial<Record<Kind, number>> = { money: 0, rollup: 1, formula: 2, percent: 3, rating: 4, progress: 4 };

/** Whether a computed field gives a number; what says no type is taken for one. */
function isNumeric(field: Field): boolean {
  if (!('type' in field) || field.kind === 'phone' || field.type === undefined) return true;
  return (typeof field.type === 'object' ? field.type.type : field.type) === 'number';
}

export function figuresOf(form: FormModel, record: Rec, most: number): readonly Field[] {
  return form.fields
    .filter(
      (field) =>
        rank[field.kind] !== undefined &&
        isNumeric(field) &&
        !isEmpty(record[field.key]) &&
        typeof record[field.key] !== 'boolean',
    )
    .sort((a, b) => (rank[a.kind] ?? 9) - (rank[b.kind] ?? 9))
    .slice(0, most);
}

export function Figures({ form, record }: { form: FormModel; record: Rec }) {
  const { i18n } = useTranslation();
  const words = useWords();
  const app = useApp();
  const fields = figuresOf(form, record, 5);
  if (fields.length < 2) return null;
  return (
    <dl className="figures">
      {fields.map((field) => (
        <div key={field.key}>
          <dt className="ellipsis">{words(field.label)}</dt>
          <dd className="number ellipsis">
            {field.right !== 'masked' && isMoney(app, field) ? (
              currencySymbol((field.kind === 'money' ? field.currency : undefined) ?? app.settings?.currency) +
              formatShort(String(record[field.key]), i18n.language)
            ) : (
              <FieldCell field={field} value={record[field.key]} record={record} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

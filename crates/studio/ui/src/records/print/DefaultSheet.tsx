/** A record on paper as its form is laid out: all fields that are visible, sub-tables in full. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { holds } from '../../expression/evaluate';
import { FieldRead } from '../../fields/FieldValue';
import { PlainContext } from '../../fields/parts/plain';
import { valuesOf } from '../../form/draft';
import { fill } from '../../form/fill';
import { layoutOf } from '../../form/layout';
import { isWide } from '../../form/RecordForm';
import { sourceOf } from '../../form/source';
import { useExpressionContext, useLookup } from '../../form/useSurroundings';
import { useWords } from '../../i18n/text';
import type { FormModel, Rec } from '../../model/app';
import { titleOf, useApp } from '../../model/context';
import type { Condition, Field } from '../../model/field';

export function DefaultSheet({ form, record }: { form: FormModel; record: Rec }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const context = useExpressionContext();
  const values = useMemo(() => valuesOf(form, record), [form, record]);
  const lookup = useLookup(form, values);
  const { states } = useMemo(
    () => fill(values, { app, form, context, lookup, creating: false, touched: new Set() }),
    [values, app, form, context, lookup],
  );
  const source = sourceOf(app, form, values, lookup);
  const meets = (condition: Condition | undefined) =>
    condition?.tree === undefined || holds(condition.tree, source, context);
  const shown = (field: Field) =>
    states[field.key]?.visible !== false && field.kind !== 'separator' && field.kind !== 'explanation';
  const tabs = layoutOf(form, isWide).filter(({ visible_when }) => meets(visible_when));
  return (
    <>
      <header className="print-title">
        <h1>{titleOf(form, record)}</h1>
        <p>{words(form.label)}</p>
      </header>
      {tabs.flatMap((tab) =>
        tab.sections
          .filter(({ visible_when }) => meets(visible_when))
          .map((section) => {
            const fields = section.rows.flat().filter(({ field }) => shown(field));
            if (fields.length === 0) return null;
            const label = words(section.label) || (tabs.length > 1 ? words(tab.label) || t('form.main') : '');
            return (
              <section key={`${tab.key} ${section.key}`}>
                {label && <h2>{label}</h2>}
                <dl className="print-fields">
                  {fields.map(({ field, span }) => {
                    const name = words(field.label) || field.key;
                    const whole = span > 6 || isWide(field);
                    return (
                      <div
                        key={field.key}
                        className={`${whole ? 'print-whole' : ''}${field.kind === 'table' ? ' print-rows' : ''}`}
                      >
                        <dt className={field.kind === 'table' && name === label ? 'visually-hidden' : ''}>{name}</dt>
                        <dd>
                          <PlainContext value={field.kind !== 'image'}>
                            <FieldRead field={field} value={record[field.key]} record={record} />
                          </PlainContext>
                        </dd>
                      </div>
                    );
                  })}
                </dl>
              </section>
            );
          }),
      )}
    </>
  );
}

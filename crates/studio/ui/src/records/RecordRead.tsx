/** The fields of a record for reading, in the layout of the form, and below them the records that point here. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holds } from '../expression/evaluate';
import { FieldRead } from '../fields/FieldValue';
import { valuesOf } from '../form/draft';
import { fill } from '../form/fill';
import { layoutOf } from '../form/layout';
import { isWide } from '../form/RecordForm';
import { Sections } from '../form/Sections';
import { sourceOf } from '../form/source';
import { TabList } from '../form/Tabs';
import { useExpressionContext, useLookup } from '../form/useSurroundings';
import { useWords } from '../i18n/text';
import type { FormModel, Rec } from '../model/app';
import { useApp } from '../model/context';
import { isEmpty } from '../model/empty';
import type { Condition, Field } from '../model/field';
import { RelatedCard } from './RelatedCard';
import { relatedOf } from './related';

export function RecordRead({ form, record }: { form: FormModel; record: Rec }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const context = useExpressionContext();
  const values = useMemo(() => valuesOf(form, record), [form, record]);
  const lookup = useLookup(form, values);
  const [filledOnly, setFilledOnly] = useState(false);
  const { states } = useMemo(
    () => fill(values, { app, form, context, lookup, creating: false, touched: new Set() }),
    [values, app, form, context, lookup],
  );
  const source = sourceOf(app, form, values, lookup);
  const meets = (condition: Condition | undefined) =>
    condition?.tree === undefined || holds(condition.tree, source, context);
  const shown = (field: Field) => states[field.key]?.visible !== false && !(filledOnly && isEmpty(record[field.key]));
  const tabs = useMemo(() => layoutOf(form, isWide), [form]).filter(
    (tab) =>
      meets(tab.visible_when) &&
      tab.sections.some(({ rows }) =>
        rows.some((row) => row.some(({ field }) => states[field.key]?.visible !== false)),
      ),
  );
  const [chosen, setChosen] = useState(tabs[0]?.key ?? '');
  const current = tabs.find(({ key }) => key === chosen) ?? tabs[0];
  const related = relatedOf(app, form);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="record-scroll record-read" tabIndex={0}>
      <section className="card">
        <div className="record-tabs">
          <TabList
            id="read"
            label={words(form.label)}
            tabs={tabs.map((tab) => ({ key: tab.key, label: words(tab.label) || t('form.main') }))}
            current={current?.key ?? ''}
            onChange={setChosen}
          />
          <button
            type="button"
            className="filled-only"
            aria-pressed={filledOnly}
            onClick={() => setFilledOnly(!filledOnly)}
          >
            {t('record.filledOnly')}
          </button>
        </div>
        {current && (
          <div
            className="form-body read-body"
            id="read-panel"
            role="tabpanel"
            aria-labelledby={`read-tab-${current.key}`}
          >
            <Sections sections={current.sections} isShown={shown} isOpen={(section) => meets(section.visible_when)}>
              {(field, bare) => <ReadField field={field} record={record} bare={bare} />}
            </Sections>
          </div>
        )}
      </section>
      {related.length > 0 && (
        <div className="related">
          {related.map((relation) => (
            <RelatedCard key={`${relation.form.key}/${relation.field.key}`} relation={relation} record={record} />
          ))}
        </div>
      )}
    </div>
  );
}

function ReadField({ field, record, bare }: { field: Field; record: Rec; bare: boolean }) {
  const words = useWords();
  if (field.kind === 'separator') return <div className="form-separator">{words(field.text ?? field.label)}</div>;
  if (field.kind === 'explanation') return null;
  const label = words(field.label) || field.key;
  const tall = field.kind === 'table' && !isEmpty(record[field.key]);
  return (
    <dl className={`read-field${tall ? ' read-tall' : ''}`}>
      <dt className={bare ? 'visually-hidden' : ''}>{label}</dt>
      <dd>
        <FieldRead field={field} value={record[field.key]} record={record} />
      </dd>
    </dl>
  );
}

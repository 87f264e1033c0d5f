/** The fields of a record in the layout of its form, each to be edited where it stands; below them the records that point here. */
import { EyeOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../api/errors';
import type { Place } from '../api/records';
import { say } from '../components/toasts';
import { holds } from '../expression/evaluate';
import { outgoing } from '../form/draft';
import { FormContext } from '../form/FormContext';
import { layoutOf } from '../form/layout';
import { isWide } from '../form/RecordForm';
import { Sections } from '../form/Sections';
import { sourceOf, type Values } from '../form/source';
import { TabList } from '../form/Tabs';
import { useExpressionContext, useLookup } from '../form/useSurroundings';
import { useWords } from '../i18n/text';
import type { FormModel, Rec } from '../model/app';
import { useApp } from '../model/context';
import { isEmpty } from '../model/empty';
import type { Condition, Field } from '../model/field';
import { ConflictDialog } from './ConflictDialog';
import { InPlaceField } from './InPlaceField';
import { noteSaved, saveSingly } from './saveSingly';
import { useInPlace } from './useInPlace';
import type { Unsaved } from './useUnsaved';
import './read.css';

interface Props {
  readonly place: Place;
  readonly form: FormModel;
  readonly record: Rec;
  readonly guard: Unsaved;
  /** Opens the form of all fields, with what is typed already. */
  readonly onWhole: (typed?: Values) => void;
}

/** In place, what is wrong is said when it is saved. */
const saidOnSaving = () => undefined;

export function RecordRead({ place, form, record, guard, onWhole }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const context = useExpressionContext();
  const cache = useQueryClient();
  const inPlace = useInPlace(place, form, record, ({ field, saved, before }) => {
    const name = words(field.label) || field.key;
    async function takeBack() {
      try {
        await noteSaved(cache, place, await saveSingly(place, saved, { [field.key]: outgoing(field, before) }));
        say(t('record.fieldBack', { field: name }));
      } catch (error) {
        say(sentence(error), 'bad');
      }
    }
    say(t('record.fieldSaved', { field: name }), 'good', { label: t('rows.putBack'), act: () => void takeBack() });
  });
  const { values, states } = inPlace.filled;
  const lookup = useLookup(form, values);
  const [filledOnly, setFilledOnly] = useState(false);
  const { setDirty } = guard;
  useEffect(() => setDirty(inPlace.dirty), [inPlace.dirty, setDirty]);
  useEffect(() => () => setDirty(false), [setDirty]);
  const source = sourceOf(app, form, values, lookup);
  const meets = (condition: Condition | undefined) =>
    condition?.tree === undefined || holds(condition.tree, source, context);
  const shown = (field: Field) =>
    states[field.key]?.visible !== false && !(filledOnly && isEmpty(values[field.key]) && inPlace.open !== field.key);
  const tabs = useMemo(() => layoutOf(form, isWide), [form]).filter(
    (tab) =>
      meets(tab.visible_when) &&
      tab.sections.some(({ rows }) =>
        rows.some((row) => row.some(({ field }) => states[field.key]?.visible !== false)),
      ),
  );
  const [chosen, setChosen] = useState(tabs[0]?.key ?? '');
  const current = tabs.find(({ key }) => key === chosen) ?? tabs[0];
  const { issues, touch } = inPlace;
  const surface = { states, issues, touch, leave: saidOnSaving };
  const { clash } = inPlace;
  return (
    <FormContext value={surface}>
      <section className="card">
        <div className="record-tabs">
          <TabList
            id="read"
            label={words(form.label)}
            tabs={tabs.map((tab) => ({ key: tab.key, label: words(tab.label) || t('form.main') }))}
            current={current?.key ?? ''}
            onChange={async (key) => {
              if (await inPlace.commit()) setChosen(key);
            }}
          />
          <button
            type="button"
            className="filled-only"
            aria-pressed={filledOnly}
            onClick={() => setFilledOnly(!filledOnly)}
          >
            <EyeOutlined aria-hidden />
            <span>{t('record.filledOnly')}</span>
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
              {(field, bare) => (
                <InPlaceField
                  field={field}
                  record={record}
                  place={inPlace}
                  bare={bare}
                  onWhole={() => onWhole(inPlace.open ? { [inPlace.open]: inPlace.value } : undefined)}
                />
              )}
            </Sections>
          </div>
        )}
      </section>
      {clash && inPlace.open && (
        <ConflictDialog
          form={form}
          base={clash.base}
          theirs={clash.theirs}
          values={clash.values}
          changed={[inPlace.open]}
          saving={inPlace.saving}
          onMerge={(keep) => void inPlace.settle(keep.length > 0)}
          onCancel={inPlace.cancel}
        />
      )}
    </FormContext>
  );
}

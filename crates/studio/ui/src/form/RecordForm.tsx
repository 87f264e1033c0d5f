/** A form generated from its definition: tabs, sections, rows of twelve columns, a control for each field. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holds } from '../expression/evaluate';
import { readerOf } from '../fields/readers';
import { useWords } from '../i18n/text';
import type { FormModel, Rec } from '../model/app';
import { useApp } from '../model/context';
import type { Condition, Field } from '../model/field';
import { FieldControl } from './FieldControl';
import { FormContext } from './FormContext';
import { layoutOf, type ShownTab } from './layout';
import { Sections } from './Sections';
import { sourceOf } from './source';
import { TabList } from './Tabs';
import type { FormState } from './useForm';
import { useExpressionContext, useLookup } from './useSurroundings';
import './form.css';

export const isWide = (field: Field) => readerOf(field.kind).wide === true;

/** Puts the keyboard into the first box that can be written in. */
function enter(place: ParentNode | null | undefined) {
  const box =
    place?.querySelector<HTMLElement>(':is(input, textarea):not(:disabled)') ??
    place?.querySelector<HTMLElement>('button, [tabindex]');
  box?.focus({ preventScroll: true });
}

const fieldsOf = (tab: ShownTab) =>
  tab.sections.flatMap(({ rows }) => rows.flatMap((row) => row.map(({ field }) => field)));

interface Props {
  readonly form: FormModel;
  readonly state: FormState;
  /** Grows with each try to save that was refused, so that the first wrong field comes into sight. */
  readonly refusals: number;
  /** Whether one writes at once. Where one writes by touch the keyboard would hide half of the form. */
  readonly ready?: boolean;
}

export function RecordForm({ form, state, refusals, ready = false }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const context = useExpressionContext();
  const { values, states } = state.filled;
  const lookup = useLookup(form, values);
  const tabs = useMemo(() => layoutOf(form, isWide), [form]);
  const [chosen, setChosen] = useState(tabs[0]?.key ?? '');
  const panel = useRef<HTMLDivElement>(null);
  const source = sourceOf(app, form, values, lookup);
  const meets = (condition: Condition | undefined) =>
    condition?.tree === undefined || holds(condition.tree, source, context);
  const shownTabs = tabs.filter(
    (tab) => meets(tab.visible_when) && fieldsOf(tab).some(({ key }) => states[key]?.visible !== false),
  );
  const current = shownTabs.find(({ key }) => key === chosen) ?? shownTabs[0];
  const wrong = (tab: ShownTab) =>
    fieldsOf(tab).some(({ key }) =>
      Object.keys(state.issues).some((path) => path === key || path.startsWith(`${key}/`)),
    );
  const record = useMemo(
    () => ({ id: '', version: 0, expanded: state.base?.expanded ?? {}, ...values }) as unknown as Rec,
    [values, state.base],
  );
  const surface = useMemo(
    () => ({ states, issues: state.issues, touch: state.touch, leave: state.leave }),
    [states, state.issues, state.touch, state.leave],
  );

  useEffect(() => {
    if (ready && matchMedia('(hover: hover)').matches) enter(panel.current);
  }, [ready]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new refusal moves the sight
  useEffect(() => {
    if (refusals === 0) return;
    const tab = shownTabs.find(wrong);
    if (tab) setChosen(tab.key);
    requestAnimationFrame(() => {
      const first = panel.current?.querySelector('.field-wrong');
      first?.scrollIntoView({ block: 'center' });
      enter(first);
    });
  }, [refusals]);

  if (!current) return null;
  return (
    <FormContext value={surface}>
      {shownTabs.length > 1 && (
        <TabList
          id="form"
          label={words(form.label)}
          tabs={shownTabs.map((tab) => ({
            key: tab.key,
            label: words(tab.label) || t('form.main'),
            wrong: wrong(tab),
          }))}
          current={current.key}
          onChange={setChosen}
        />
      )}
      <div
        ref={panel}
        className="form-body"
        {...(shownTabs.length > 1
          ? { id: 'form-panel', role: 'tabpanel', 'aria-labelledby': `form-tab-${current.key}` }
          : {})}
      >
        {state.issues[''] && (
          <div className="form-problem" role="alert">
            {state.issues[''].join(' ')}
          </div>
        )}
        <Sections
          sections={current.sections}
          isShown={(field) => states[field.key]?.visible !== false}
          isOpen={(section) => meets(section.visible_when)}
        >
          {(field, bare) => (
            <FieldControl
              bare={bare}
              field={field}
              value={values[field.key]}
              state={states[field.key] ?? { visible: true, required: false, readOnly: false }}
              issues={state.issues[field.key]}
              record={record}
              onChange={state.set}
              onLeave={state.leave}
            />
          )}
        </Sections>
      </div>
    </FormContext>
  );
}

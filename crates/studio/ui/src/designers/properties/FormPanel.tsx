/** The properties of a form: names, title, checks, unique keys, indexes, print templates. */
import { Collapse, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import { useWords } from '../../i18n/text';
import type { FieldDoc, FormDoc } from '../form/document';
import type { Set as Assigned } from '../form/model';
import { useDesign } from '../parts/Design';
import { IconPick } from '../parts/IconPick';
import { Line } from '../parts/Line';
import { labelOf } from '../parts/scope';
import { TextBox } from '../parts/TextBox';
import { ChecksEditor } from './ChecksEditor';
import { IndexesEditor, UniqueEditor } from './KeysEditor';
import { issuesAt } from './located';
import { PrintsEditor } from './PrintsEditor';

/** Kinds that may stand for a record. */
const titles: ReadonlySet<FieldDoc['kind']> = new Set(['text', 'serial', 'phone', 'email', 'formula', 'lookup']);

export function FormPanel({ form }: { readonly form: FormDoc }) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const { issues, onChange } = useDesign();
  const set = (change: Assigned) => onChange({ do: 'changeForm', form: form.key, set: change });
  const told = (name: string) => issuesAt(issues, ['forms', form.key, name])[0]?.text;
  const group = (
    key: 'basics' | 'checks' | 'unique' | 'indexes' | 'prints',
    count: number | undefined,
    children: ReactNode,
  ) => ({
    key,
    label: (
      <span className="panel-group">
        {t(`formPanel.${key}`)}
        {count !== undefined && count > 0 && <span className="count-badge">{count}</span>}
      </span>
    ),
    children: <div className="panel-lines">{children}</div>,
  });
  return (
    <div className="panel">
      <header className="panel-head">
        <span className="panel-icon" aria-hidden>
          <Icon name={form.icon} />
        </span>
        <div className="panel-title">
          <h2 className="ellipsis">{words(form.label) || form.key}</h2>
          <span className="mute">
            {t('formPanel.fields', { count: form.fields.length })} · <code>{form.key}</code>
          </span>
        </div>
      </header>
      <Collapse
        ghost
        className="panel-groups"
        defaultActiveKey={['basics', ...(form.checks?.length ? ['checks'] : [])]}
        items={[
          group(
            'basics',
            undefined,
            <>
              <Line id="form-label" label={t('formPanel.label')} problem={told('label')}>
                <TextBox
                  id="form-label"
                  needed
                  value={form.label}
                  onChange={(label) => label !== undefined && set({ label })}
                />
              </Line>
              <Line id="form-description" label={t('formPanel.description')}>
                <TextBox
                  id="form-description"
                  lines
                  value={form.description}
                  onChange={(description) => set({ description })}
                />
              </Line>
              <Line id="form-icon" label={t('formPanel.icon')}>
                <IconPick
                  id="form-icon"
                  value={form.icon}
                  none={t('choice.none')}
                  clears
                  onChange={(icon) => set({ icon })}
                />
              </Line>
              <Line
                id="form-title"
                label={t('formPanel.title')}
                hint={t('formPanel.titleAbout')}
                problem={told('title')}
              >
                <Select
                  id="form-title"
                  className="fill"
                  value={form.title}
                  options={form.fields
                    .filter(({ key, kind }) => titles.has(kind) || key === form.title)
                    .map((field) => ({ value: field.key, label: labelOf(field, words) }))}
                  onChange={(title: string) => set({ title })}
                />
              </Line>
            </>,
          ),
          group('checks', form.checks?.length, <ChecksEditor form={form} set={set} />),
          group('unique', form.unique?.length, <UniqueEditor form={form} set={set} />),
          group('indexes', form.indexes?.length, <IndexesEditor form={form} set={set} />),
          group('prints', Array.isArray(form.prints) ? form.prints.length : 0, <PrintsEditor form={form} set={set} />),
        ]}
      />
    </div>
  );
}

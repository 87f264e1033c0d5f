/** The checks of a form: a condition that must hold, the field at which its message stands, and the message. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { CheckDoc, FormDoc } from '../form/document';
import type { Set as Assigned } from '../form/model';
import { useDesign } from '../parts/Design';
import { Line } from '../parts/Line';
import { ConditionEditor } from '../parts/late';
import { formFields, labelOf } from '../parts/scope';
import { TextBox } from '../parts/TextBox';
import { issuesAt } from './located';

export function ChecksEditor({ form, set }: { readonly form: FormDoc; readonly set: (change: Assigned) => void }) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const { document, issues } = useDesign();
  const checks = form.checks ?? [];
  const write = (next: readonly CheckDoc[]) => set({ checks: next.length === 0 ? undefined : next });
  const fields = formFields(document, form.key);
  const first = form.fields.find(({ kind }) => ['date', 'money', 'number', 'integer'].includes(kind)) ?? form.fields[0];
  return (
    <>
      <p className="line-note">{t('check.about')}</p>
      {checks.map((check, index) => {
        const change = (next: Partial<CheckDoc>) => write(checks.with(index, { ...check, ...next }));
        const id = `check-${index}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: checks have no identity but their place
          <fieldset key={index} className="panel-card" aria-label={t('check.number', { number: index + 1 })}>
            <div className="panel-card-head">
              <span>{t('check.number', { number: index + 1 })}</span>
              <Button size="small" type="text" onClick={() => write(checks.toSpliced(index, 1))}>
                {t('check.remove')}
              </Button>
            </div>
            <Line
              id={`${id}-that`}
              label={t('check.that')}
              problem={issuesAt(issues, ['forms', form.key, 'checks', index, 'that'])[0]?.text}
            >
              <ConditionEditor
                id={`${id}-that`}
                label={t('check.that')}
                reach={{ document, form: form.key, old: true }}
                value={check.that}
                onChange={(that) => change({ that: that ?? 'true' })}
              />
            </Line>
            <Line id={`${id}-message`} label={t('check.message')}>
              <TextBox
                id={`${id}-message`}
                needed
                lines
                value={check.message}
                onChange={(message) => message !== undefined && change({ message })}
              />
            </Line>
            <Line id={`${id}-at`} label={t('check.at')}>
              <Select
                id={`${id}-at`}
                className="fill"
                allowClear
                value={check.at ?? null}
                placeholder={t('check.atForm')}
                options={fields.map((field) => ({ value: field.key, label: labelOf(field, words) }))}
                onChange={(at: string | undefined) => {
                  const { at: _before, ...rest } = check;
                  write(checks.with(index, at === undefined ? rest : { ...rest, at }));
                }}
              />
            </Line>
          </fieldset>
        );
      })}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        disabled={!first}
        onClick={() =>
          first &&
          write([
            ...checks,
            {
              that: { field: first.key, op: 'is_set' },
              at: first.key,
              message: t('check.newMessage', { field: labelOf(first, words) }),
            },
          ])
        }
      >
        {t('check.add')}
      </Button>
    </>
  );
}

/** The properties of a section and of a tab. */
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boardOf } from '../form/board';
import type { ConditionDoc, FormDoc } from '../form/document';
import type { Set as Assigned } from '../form/model';
import { useDesign } from '../parts/Design';
import { Line, Segments } from '../parts/Line';
import { ConditionEditor } from '../parts/late';
import { TextBox } from '../parts/TextBox';

interface SectionProps {
  readonly form: FormDoc;
  readonly tab: number;
  readonly section: number;
}

export function SectionPanel({ form, tab, section }: SectionProps) {
  const { t } = useTranslation('panels');
  const { onChange } = useDesign();
  const found = boardOf(form).tabs[tab]?.sections[section];
  if (!found) return <p className="panel mute">{t('panel.gone')}</p>;
  const set = (change: Assigned) => onChange({ do: 'changeSection', form: form.key, tab, section, set: change });
  return (
    <div className="panel">
      <header className="panel-head">
        <div className="panel-title">
          <h2>{t('section.title')}</h2>
          <span className="mute">{t('section.fields', { count: found.rows.flat().length })}</span>
        </div>
      </header>
      <div className="panel-lines panel-body">
        <Line id="section-label" label={t('section.label')}>
          <TextBox
            id="section-label"
            needed
            value={found.label}
            onChange={(label) => label !== undefined && set({ label })}
          />
        </Line>
        <Line id="section-collapsed" label={t('section.collapsed')} shape="beside">
          <Switch
            id="section-collapsed"
            size="small"
            checked={found.collapsed === true}
            aria-labelledby="section-collapsed-label"
            onChange={(on) => set({ collapsed: on ? true : undefined })}
          />
        </Line>
        <Visibility id="section-visible" form={form.key} value={found.visible_when} set={set} />
        <Button
          danger
          type="text"
          icon={<DeleteOutlined />}
          onClick={() => onChange({ do: 'removeSection', form: form.key, tab, section })}
        >
          {t('section.remove')}
        </Button>
      </div>
    </div>
  );
}

export function TabPanel({ form, tab }: { readonly form: FormDoc; readonly tab: number }) {
  const { t } = useTranslation('panels');
  const { onChange } = useDesign();
  const found = boardOf(form).tabs[tab];
  if (!found) return <p className="panel mute">{t('panel.gone')}</p>;
  const set = (change: Assigned) => onChange({ do: 'changeTab', form: form.key, tab, set: change });
  return (
    <div className="panel">
      <header className="panel-head">
        <div className="panel-title">
          <h2>{t('tab.title')}</h2>
          <span className="mute">{t('tab.sections', { count: found.sections.length })}</span>
        </div>
      </header>
      <div className="panel-lines panel-body">
        {tab === 0 ? (
          <p className="mute">{t('tab.first')}</p>
        ) : (
          <>
            <Line id="tab-label" label={t('tab.label')}>
              <TextBox
                id="tab-label"
                needed
                value={found.label}
                onChange={(label) => label !== undefined && set({ label })}
              />
            </Line>
            <Visibility id="tab-visible" form={form.key} value={found.visible_when} set={set} />
            <Button
              danger
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => onChange({ do: 'removeTab', form: form.key, tab })}
            >
              {t('tab.remove')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Visibility({
  id,
  form,
  value,
  set,
}: {
  readonly id: string;
  readonly form: string;
  readonly value: ConditionDoc | undefined;
  readonly set: (change: Assigned) => void;
}) {
  const { t } = useTranslation('panels');
  const { document } = useDesign();
  const [asking, setAsking] = useState(false);
  const when = value !== undefined || asking;
  return (
    <Line id={id} label={t('property.visible_when')} shape="beside">
      <div className="when">
        <Segments<'never' | 'when'>
          id={id}
          label={t('property.visible_when')}
          value={when ? 'when' : 'never'}
          options={(['never', 'when'] as const).map((each) => ({ value: each, label: t(`when.visible.${each}`) }))}
          onChange={(next) => {
            setAsking(next === 'when');
            if (next === 'never') set({ visible_when: undefined });
          }}
        />
        {when && (
          <ConditionEditor
            id={`${id}-condition`}
            label={t('property.visible_when')}
            reach={{ document, form }}
            value={value}
            onChange={(visible_when) => set({ visible_when })}
          />
        )}
      </div>
    </Line>
  );
}

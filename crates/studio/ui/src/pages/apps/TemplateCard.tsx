/** A template as a card with a drawing of how its first form looks; opens what is in it. */
import { TableOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppEntry } from '../../api/apps';
import type { Template } from '../../api/templates';
import { Icon } from '../../components/icons';
import { useWords } from '../../i18n/text';
import { tint } from './AppCard';
import { drawingOf, ViewDrawing } from './drawing';
import { TemplateDialog } from './TemplateDialog';

export function TemplateCard({ template, taken }: { template: Template; taken: readonly AppEntry[] }) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <li className="card template-card" style={tint(template.colour)}>
      <div className="template-drawing">
        <ViewDrawing kind={drawingOf(template)} />
      </div>
      <div className="template-words">
        <h3>
          <span aria-hidden>
            <Icon name={template.icon} />
          </span>
          {words(template.label)}
        </h3>
        <p className="mute">{words(template.description)}</p>
        <div className="template-foot">
          <span className="mute">
            <TableOutlined aria-hidden /> {t('forms', { count: template.forms.length })}
          </span>
          <Button onClick={() => setOpen(true)} aria-label={t('useOf', { template: words(template.label) })}>
            {t('use')}
          </Button>
        </div>
      </div>
      {open && <TemplateDialog template={template} taken={taken} onClose={() => setOpen(false)} />}
    </li>
  );
}

/** What is in a template, and beginning an app with it. */
import { useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppEntry } from '../../api/apps';
import { sentence } from '../../api/errors';
import { beginFromTemplate, type Template } from '../../api/templates';
import { Dialog } from '../../components/Dialog';
import { Icon } from '../../components/icons';
import { Tag } from '../../components/Tag';
import { useWords } from '../../i18n/text';
import { appColours } from '../../theme/tokens';
import { tint } from './AppCard';
import { freeKey, freeName } from './keys';
import { isAppKey, type Named, NameFields } from './NameFields';
import { useBegin } from './useBegin';

const shownKinds = ['table', 'kanban', 'calendar', 'gantt', 'gallery', 'tree'] as const;

interface Props {
  readonly template: Template;
  /** The apps there are. */
  readonly taken: readonly AppEntry[];
  readonly onClose: () => void;
}

export function TemplateDialog({ template, taken, onClose }: Props) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const navigate = useNavigate();
  const { begin, busy, error } = useBegin();
  const keys = taken.map(({ key }) => key);
  const [name] = useState(() =>
    freeName(
      words(template.label),
      taken.map(({ label }) => words(label)),
    ),
  );
  const [value, setValue] = useState<Named>({
    label: name,
    key: keys.includes(template.key) ? freeKey(template.key, keys) : template.key,
    icon: template.icon ?? 'appstore',
    colour: template.colour ?? appColours[0],
  });
  const ready = value.label.trim() !== '' && isAppKey(value.key) && !keys.includes(value.key);
  const create = async () => {
    // A name that nobody changed keeps its other languages.
    const label = value.label === words(template.label) ? template.label : value.label.trim();
    const begun = await begin(() => beginFromTemplate(template.key, value.key, label));
    if (begun) await navigate({ to: '/a/$app', params: { app: begun.app } });
  };
  const fields = template.forms.reduce((sum, form) => sum + form.fields, 0);
  return (
    <Dialog
      open
      width={720}
      title={t('fromTemplate', { template: words(template.label) })}
      okText={t('create')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={() => void create()}
      onCancel={onClose}
    >
      <div className="template-dialog" style={tint(template.colour)}>
        {error !== undefined && <Alert type="error" showIcon title={sentence(error)} />}
        <NameFields value={value} taken={keys} onChange={setValue} look={false} />
        <section aria-label={t('inside')}>
          <h3>
            {t('inside')} <span className="mute">{t('insideCount', { forms: template.forms.length, fields })}</span>
          </h3>
          <ul className="template-forms">
            {template.forms.map((form) => (
              <li key={form.key}>
                <span aria-hidden>
                  <Icon name={form.icon} />
                </span>
                <span className="ellipsis">{words(form.label)}</span>
                <small className="mute">{t('fields', { count: form.fields })}</small>
                {shownKinds
                  .filter((kind) => kind !== 'table' && form.views.includes(kind))
                  .map((kind) => (
                    <Tag key={kind}>{t(`view.${kind}`)}</Tag>
                  ))}
              </li>
            ))}
          </ul>
          {template.roles.length > 0 && (
            <p className="mute">
              {t('rolesAre', { roles: template.roles.map((role) => words(role)).join(t('comma')) })}
            </p>
          )}
        </section>
      </div>
    </Dialog>
  );
}

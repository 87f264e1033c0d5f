/** The properties of what is selected in a form designer. */
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../api/errors';
import { fieldAt } from '../form/document';
import type { PanelProps } from '../form/model';
import { DesignScope } from '../parts/Design';
import { FieldPanel } from './FieldPanel';
import { FormPanel } from './FormPanel';
import { ManyPanel } from './ManyPanel';
import { SectionPanel, TabPanel } from './SectionPanel';
import '../parts/catalogue';
import './properties.css';

interface Props extends PanelProps {
  /** What the checker said of the app; it is shown at the properties that it is about. */
  readonly issues?: readonly Issue[];
}

export function PropertyPanel({ document, published, selection, onChange, issues = none }: Props) {
  return (
    <DesignScope document={document} published={published} issues={issues} onChange={onChange}>
      <Selected document={document} selection={selection} />
    </DesignScope>
  );
}

const none: readonly Issue[] = [];

function Selected({ document, selection }: Pick<Props, 'document' | 'selection'>) {
  const { t } = useTranslation('panels');
  const form = document.forms[selection.form];
  if (!form) return <p className="panel mute">{t('panel.gone')}</p>;
  switch (selection.at) {
    case 'form':
      return <FormPanel key={form.key} form={form} />;
    case 'section':
      return (
        <SectionPanel
          key={`${selection.tab}-${selection.section}`}
          form={form}
          tab={selection.tab}
          section={selection.section}
        />
      );
    case 'tab':
      return <TabPanel key={selection.tab} form={form} tab={selection.tab} />;
    case 'fields': {
      const { form: key, table, fields } = selection;
      const [first, ...more] = fields;
      if (first === undefined) return <FormPanel key={form.key} form={form} />;
      const paths = fields.map((field) => ({ form: key, field, ...(table === undefined ? {} : { table }) }));
      if (more.length > 0) return <ManyPanel paths={paths} />;
      const path = paths[0] ?? { form: key, field: first };
      const field = fieldAt(document, path);
      return field ? (
        <FieldPanel key={`${table ?? ''}.${first}`} path={path} field={field} />
      ) : (
        <p className="panel mute">{t('panel.gone')}</p>
      );
    }
  }
}

/** The right pane of the form designer: properties of what is selected, or the form as JSON. */
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../api/errors';
import { TabList } from '../../form/Tabs';
import type { FormDoc } from './document';
import { JsonTab, PropertyPanel } from './late';
import type { Change } from './model';
import { useDesign } from './store';
import { useCanvas } from './surroundings';

interface Props {
  readonly doc: FormDoc;
  readonly issues: readonly Issue[];
  readonly setPanel: (panel: 'properties' | 'json') => void;
}

export function Side({ doc, issues, setPanel }: Props) {
  const { t } = useTranslation('designer');
  const { document, published, actions } = useCanvas();
  const panel = useDesign((state) => state.panel);
  const selection = useDesign((state) => state.selection);
  const onChange = (change: Change) => {
    actions.change(change);
    const rename = renames(change);
    if (rename && selection.at === 'fields')
      actions.selectFields(
        selection.table,
        selection.fields.map((key) => (key === rename.path.field ? rename.key : key)),
      );
  };
  return (
    <aside className="side-pane" aria-label={t('json.panel')}>
      <TabList
        id="side"
        label={t('json.panel')}
        tabs={[
          { key: 'properties', label: t('json.panel'), wrong: false },
          { key: 'json', label: t('json.tab'), wrong: false },
        ]}
        current={panel}
        onChange={(key) => setPanel(key === 'json' ? 'json' : 'properties')}
      />
      <div className="side-body" id="side-panel" role="tabpanel" aria-labelledby={`side-tab-${panel}`}>
        {panel === 'json' ? (
          <JsonTab key={doc.key} doc={doc} issues={issues} />
        ) : (
          <PropertyPanel
            document={document}
            published={published}
            selection={selection}
            issues={issues}
            onChange={onChange}
          />
        )}
      </div>
    </aside>
  );
}

/** A field's new key in a change: what is selected keeps being so. */
function renames(change: Change): Extract<Change, { do: 'renameField' }> | undefined {
  if (change.do === 'renameField') return change;
  if (change.do === 'several')
    return change.changes.find((each): each is Extract<Change, { do: 'renameField' }> => each.do === 'renameField');
  return undefined;
}

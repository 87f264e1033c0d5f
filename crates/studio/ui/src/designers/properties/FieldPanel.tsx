/** The properties of one field, by group, as the table of its kind says. */
import { Collapse } from 'antd';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../api/errors';
import { useWords } from '../../i18n/text';
import { type FieldDoc, type FieldPath, fieldsIn } from '../form/document';
import { KindIcon } from '../form/kinds';
import type { Set as Assigned } from '../form/model';
import { useDesign } from '../parts/Design';
import { isGenerated, keyFrom } from '../parts/key';
import { Line, noteId } from '../parts/Line';
import { labelOf, type Reach } from '../parts/scope';
import { useShell } from '../shell/state';
import { useIssueWords } from '../shell/useIssueWords';
import type { EditorProps } from './editing';
import { editors, shapes } from './editors';
import { byProperty, issuesAt } from './located';
import { problemsOf } from './problems';
import { type Editing, type GroupName, type Property, panelOf } from './table';
import { useProblemText } from './useProblemText';

export function FieldPanel({ path, field }: { readonly path: FieldPath; readonly field: FieldDoc }) {
  const { t } = useTranslation(['panels', 'designer']);
  const words = useWords();
  const { document, published, issues } = useDesign();
  const say = useProblemText();
  const inWords = useIssueWords(document);
  const problems = useMemo(() => problemsOf(document, path, field), [document, path, field]);
  const told = useMemo(() => {
    const at = placeOf(document.forms[path.form]?.fields ?? [], path);
    return at ? byProperty(issuesAt(issues, ['forms', path.form, ...at]), at.length + 2) : new Map<string, Issue>();
  }, [document, path, issues]);
  const reach: Reach = useMemo(
    () => ({ document, published, form: path.form, table: path.table }),
    [document, published, path],
  );
  const problemOf = (name: string) => {
    const own = problems.get(name);
    const other = told.get(name);
    return own ? say(own) : other && inWords(other);
  };
  const panel = panelOf(field.kind, path.table !== undefined);
  // A problem was followed here: its property comes into sight, wherever it is in the panel.
  const sought = useShell((state) => state.sought);
  useEffect(() => {
    if (sought?.field !== path.field) return;
    window.document.querySelector(`[data-line="property-${sought.property}"]`)?.scrollIntoView({ block: 'center' });
    useShell.setState({ sought: undefined });
  }, [sought, path.field]);
  return (
    <div className="panel">
      <header className="panel-head">
        <span className="panel-icon" aria-hidden>
          <KindIcon kind={field.kind} />
        </span>
        <div className="panel-title">
          <h2 className="ellipsis">{labelOf(field, words)}</h2>
          <span className="mute">{t(`designer:kind.${field.kind}`)}</span>
        </div>
      </header>
      <Collapse
        ghost
        className="panel-groups"
        defaultActiveKey={panel.map(([group]) => group).filter((group) => isOpen(group, field))}
        items={panel.map(([group, list]) => ({
          key: group,
          label: t(`panels:group.${group}`),
          children: (
            <div className="panel-lines">
              {list.map((property) => (
                <PropertyLine
                  key={`${field.kind}-${property.name}`}
                  property={property}
                  path={path}
                  field={field}
                  reach={reach}
                  problem={problemOf(property.name)}
                />
              ))}
            </div>
          ),
        }))}
      />
    </div>
  );
}

/** What a person looks for first is open; appearance only when something was said there. */
function isOpen(group: GroupName, field: FieldDoc): boolean {
  return (
    group !== 'appearance' ||
    ['help', 'width', 'mask', 'indexed', 'searchable', 'unit'].some((name) => field[name] !== undefined)
  );
}

/** Where the field stands in its form: `fields`, its index, for a column that of the sub-table before. */
function placeOf(fields: readonly FieldDoc[], { table, field }: FieldPath): readonly (string | number)[] | undefined {
  const index = fields.findIndex(({ key }) => key === (table ?? field));
  if (index < 0) return undefined;
  if (table === undefined) return ['fields', index];
  const inner = fields[index]?.fields?.findIndex(({ key }) => key === field) ?? -1;
  return inner < 0 ? undefined : ['fields', index, 'fields', inner];
}

interface LineProps {
  readonly property: Property;
  readonly path: FieldPath;
  readonly field: FieldDoc;
  readonly reach: Reach;
  readonly problem: string | undefined;
}

function PropertyLine({ property, path, field, reach, problem }: LineProps) {
  const { t, i18n } = useTranslation('panels');
  const { document, onChange } = useDesign();
  const { name, editing } = property;
  const id = `property-${name}`;
  const own = `property.${field.kind}_${name}`;
  const label = t((i18n.exists(own, { ns: 'panels' }) ? own : `property.${name}`) as 'property.label');
  const about = [`about.${field.kind}_${name}`, `about.${name}`].find((key) => i18n.exists(key, { ns: 'panels' }));
  const hint = about === undefined ? undefined : t(about as 'about.mask');
  const Editor = editors[editing.as] as (props: EditorProps<Editing['as']>) => ReactNode;
  const set = (change: Assigned) => onChange({ do: 'changeField', path, set: change });
  const follow = useKeyOfLabel(path, field);
  // A formula that was written and a condition say under their own boxes what is wrong.
  const isWritten = editing.as === 'formula' && typeof field[name] === 'string' && field[name].trim() !== '';
  const saysItself = isWritten || ((editing.as === 'when' || editing.as === 'where') && field[name] !== undefined);
  const shown = saysItself ? undefined : problem;
  return (
    <Line
      id={id}
      label={
        <>
          {label}
          {name === 'label' && (
            <span className="line-needed" aria-hidden>
              *
            </span>
          )}
        </>
      }
      hint={hint}
      problem={shown}
      shape={shapeOf(editing)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears when the label's box is left */}
      <div className="line-inner" onBlur={name === 'label' ? follow : undefined}>
        <Editor
          id={id}
          property={property}
          editing={editing as never}
          document={document}
          path={path}
          field={field}
          reach={reach}
          label={label}
          describedBy={hint || shown ? noteId(id) : undefined}
          problem={problem}
          set={set}
        />
      </div>
    </Line>
  );
}

/** Two or three short words in a row fit beside their label. */
function shapeOf(editing: Editing) {
  const isShort = editing.as === 'choice' && editing.usual !== undefined && editing.of.length <= 3;
  return isShort ? 'beside' : shapes[editing.as];
}

/** A key that was generated and never published takes the words of the label once these are typed. */
function useKeyOfLabel(path: FieldPath, field: FieldDoc): () => void {
  const { document, published, onChange } = useDesign();
  return () => {
    if (!isGenerated(field.key, field.kind) || field.was !== undefined) return;
    const fixed = published && fieldsIn(published, path.form, path.table).some(({ key }) => key === field.key);
    if (fixed) return;
    const others = fieldsIn(document, path.form, path.table).filter(({ key }) => key !== field.key);
    const key = keyFrom(field.label, field.kind, (each) => others.some((other) => other.key === each));
    if (!isGenerated(key, field.kind)) onChange({ do: 'renameField', path, key });
  };
}

/** Builds a condition of groups and clauses. What is not complete yet is kept here and left out of the document. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/text';
import { FormulaEditor } from '../formula/FormulaEditor';
import { familyOf, labelOf, pathLabel, type Reach, resolve, tablesOf } from '../scope';
import { clauseFor, firstField, operatorsFor, withOperator } from './choices';
import {
  addTo,
  type Clause,
  type ClauseOperator,
  changeAt,
  emptyGroup,
  type Group,
  type Match,
  matches,
  type Node,
  type Place,
} from './model';
import { Operand } from './Operand';
import { PathPicker } from './PathPicker';
import './condition.css';

interface Props {
  readonly id: string;
  readonly reach: Reach;
  readonly condition: Group;
  readonly onChange: (condition: Group) => void;
}

export function ConditionBuilder({ id, reach, condition, onChange }: Props) {
  return (
    <div className="condition" id={id}>
      <GroupBox id={id} reach={reach} root={condition} group={condition} place={[]} onChange={onChange} />
    </div>
  );
}

interface GroupProps {
  readonly id: string;
  readonly reach: Reach;
  readonly root: Group;
  readonly group: Group;
  readonly place: Place;
  readonly onChange: (root: Group) => void;
}

function GroupBox({ id, reach, root, group, place, onChange }: GroupProps) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const tables = tablesOf(reach);
  const add = (node: Node) => onChange(addTo(root, place, node));
  const first = firstField(reach);
  const wants = group.items.length > 1 || group.match === 'none' || group.match === 'not_all';
  return (
    <div className={place.length === 0 ? 'condition-group' : 'condition-group condition-inner'}>
      {(wants || place.length > 0) && (
        <Select<Match>
          size="small"
          className="condition-match"
          aria-label={t('condition.match')}
          value={group.match}
          options={matches.map((match) => ({ value: match, label: t(`condition.matchOf.${match}`) }))}
          onChange={(match) => onChange(changeGroup(root, place, (at) => ({ ...at, match })))}
        />
      )}
      {group.items.map((item, index) => (
        <NodeBox
          key={[...place, index].join('.')}
          id={`${id}-${index}`}
          reach={reach}
          root={root}
          node={item}
          place={[...place, index]}
          onChange={onChange}
        />
      ))}
      <div className="condition-add">
        <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => add(clauseFor(reach, first))}>
          {t('condition.add')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'group', label: t('condition.addGroup') },
              ...tables.map((table) => ({
                key: `rows:${table.key}`,
                label: t('condition.addRows', { table: labelOf(table, words) }),
              })),
              { key: 'formula', label: t('condition.addFormula') },
            ],
            onClick: ({ key }) => {
              if (key === 'group') add({ is: 'group', match: 'any', items: [clauseFor(reach, first)] });
              else if (key === 'formula') add({ is: 'formula', text: '' });
              else add({ is: 'rows', quantifier: 'some', table: key.slice('rows:'.length), where: emptyGroup });
            },
          }}
        >
          <Button size="small" type="text">
            {t('condition.addMore')}
          </Button>
        </Dropdown>
      </div>
    </div>
  );
}

/** Changes the group at a place, or the group that the rows at that place have. */
function changeGroup(root: Group, place: Place, change: (group: Group) => Group): Group {
  return changeAt(root, place, (node) => {
    if (node.is === 'rows') return { ...node, where: change(node.where) };
    return node.is === 'group' ? change(node) : node;
  });
}

interface NodeProps {
  readonly id: string;
  readonly reach: Reach;
  readonly root: Group;
  readonly node: Node;
  readonly place: Place;
  readonly onChange: (root: Group) => void;
}

function NodeBox({ id, reach, root, node, place, onChange }: NodeProps) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const set = (next: Node | undefined) => onChange(changeAt(root, place, () => next));
  const remove = (
    <Button
      type="text"
      className="condition-remove"
      icon={<DeleteOutlined />}
      aria-label={t('condition.remove')}
      onClick={() => set(undefined)}
    />
  );
  switch (node.is) {
    case 'clause':
      return (
        <div className="condition-clause">
          <ClauseBox id={id} reach={reach} clause={node} onChange={set} />
          {remove}
        </div>
      );
    case 'formula':
      return (
        <div className="condition-clause condition-written">
          <FormulaEditor
            id={id}
            label={t('condition.formula')}
            reach={reach}
            purpose="condition"
            value={node.text}
            onChange={(text) => set({ ...node, text })}
          />
          {remove}
        </div>
      );
    case 'rows': {
      const table = resolve(reach, node.table)?.end;
      return (
        <div className="condition-rows">
          <div className="condition-rows-head">
            <Select
              size="small"
              aria-label={t('condition.quantifier')}
              value={node.quantifier}
              options={(['some', 'every'] as const).map((quantifier) => ({
                value: quantifier,
                label: t(`condition.quantifierOf.${quantifier}`, { table: table ? labelOf(table, words) : node.table }),
              }))}
              onChange={(quantifier: 'some' | 'every') => set({ ...node, quantifier })}
            />
            {remove}
          </div>
          <GroupBox
            id={id}
            reach={{ ...reach, table: node.table }}
            root={root}
            group={node.where}
            place={place}
            onChange={onChange}
          />
        </div>
      );
    }
    case 'group':
      return (
        <div className="condition-rows">
          <GroupBox id={id} reach={reach} root={root} group={node} place={place} onChange={onChange} />
          {remove}
        </div>
      );
  }
}

function ClauseBox({
  id,
  reach,
  clause,
  onChange,
}: {
  readonly id: string;
  readonly reach: Reach;
  readonly clause: Clause;
  readonly onChange: (clause: Clause) => void;
}) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const field = resolve(reach, clause.field)?.end;
  const operators = field ? operatorsFor(familyOf(reach.document, field), reach.old === true) : [];
  const listed = operators.includes(clause.op) ? operators : [clause.op, ...operators];
  return (
    <>
      <span className="condition-field">
        <PathPicker
          reach={reach}
          value={clause.field}
          label={t('condition.field')}
          onChange={(path) => onChange(clauseFor(reach, path))}
        />
      </span>
      <Select<ClauseOperator>
        className="condition-operator"
        aria-label={t('condition.operator')}
        value={clause.op}
        popupMatchSelectWidth={false}
        options={listed.map((op) => ({ value: op, label: t(`condition.op.${op}`) }))}
        onChange={(op) => onChange(withOperator(clause, op))}
      />
      <span className="condition-operand">
        <Operand
          id={`${id}-value`}
          reach={reach}
          clause={clause}
          onChange={(value) => {
            const { value: _before, ...rest } = clause;
            onChange(value === undefined ? rest : { ...rest, value });
          }}
        />
      </span>
      {!field && (
        <span className="line-problem">
          {t('condition.unknownField', { field: pathLabel(reach, clause.field, words) })}
        </span>
      )}
    </>
  );
}

/** A condition: picked from fields and operators, or written as a formula; either becomes the other where it can. */
import { ExpandAltOutlined, FunctionOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../components/Dialog';
import type { ConditionDoc } from '../../form/document';
import { FormulaEditor } from '../formula/FormulaEditor';
import { useExpression } from '../formula/useExpression';
import { Verdict } from '../formula/Verdict';
import { familyOf, type Reach, resolve } from '../scope';
import { ConditionBuilder } from './ConditionBuilder';
import { firstCondition } from './choices';
import { emptyGroup, type Group, pathsIn, readCondition, writeCondition } from './model';
import { formulaOf, type Sort } from './printed';
import { conditionOfTree } from './read';
import { Sentence } from './Sentence';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly reach: Reach;
  readonly value: ConditionDoc | undefined;
  readonly onChange: (condition: ConditionDoc | undefined) => void;
  readonly expanded?: boolean;
}

/** Tells one condition from another; none is told as well. */
const markOf = (condition: ConditionDoc | undefined) => JSON.stringify(condition ?? null);

/** How literals beside a path are written in a formula. */
export function sortIn(reach: Reach): (path: string) => Sort {
  return (path) => {
    const [head = '', ...rest] = path.split('.');
    const table = resolve(reach, head)?.end;
    const end =
      table?.kind === 'table' ? resolve({ ...reach, table: head }, rest.join('.'))?.end : resolve(reach, path)?.end;
    if (!end) return 'other';
    const family = familyOf(reach.document, end);
    if (family === 'number') return 'number';
    return ['date_time', 'created_at', 'updated_at'].includes(end.kind) ? 'moment' : 'other';
  };
}

export function ConditionEditor({ id, label, reach, value, onChange, expanded = false }: Props) {
  const { t } = useTranslation('panels');
  const [open, setOpen] = useState(false);
  const written = typeof value === 'string' ? value : undefined;
  const [own, setOwn] = useState<{ readonly group: Group; readonly of: string }>();
  const mark = markOf(value);
  const group = own?.of === mark ? own.group : value === undefined ? firstCondition(reach) : readCondition(value);
  const change = (next: Group) => {
    const condition = writeCondition(next);
    setOwn({ group: next, of: markOf(condition) });
    onChange(condition);
  };
  const head = (
    <span className="condition-tools">
      {!expanded && (
        <Tooltip title={t('condition.expand')}>
          <Button
            size="small"
            type="text"
            icon={<ExpandAltOutlined />}
            aria-label={t('condition.expand')}
            onClick={() => setOpen(true)}
          />
        </Tooltip>
      )}
    </span>
  );
  const isText = written !== undefined && own?.of !== mark;
  return (
    <div className="condition-editor">
      {isText ? (
        <WrittenCondition
          id={id}
          label={label}
          reach={reach}
          text={written}
          onChange={onChange}
          onPick={change}
          tools={head}
        />
      ) : (
        <PickedCondition
          id={id}
          reach={reach}
          group={group ?? emptyGroup}
          value={value}
          onChange={change}
          onWrite={(text) => {
            setOwn(undefined);
            onChange(text);
          }}
          tools={head}
        />
      )}
      {!expanded && (
        <Dialog
          open={open}
          title={label}
          width={760}
          footer={
            <Button type="primary" onClick={() => setOpen(false)}>
              {t('condition.done')}
            </Button>
          }
          onCancel={() => setOpen(false)}
          destroyOnHidden
        >
          <ConditionEditor id={`${id}-wide`} label={label} reach={reach} value={value} onChange={onChange} expanded />
        </Dialog>
      )}
    </div>
  );
}

function PickedCondition({
  id,
  reach,
  group,
  value,
  onChange,
  onWrite,
  tools,
}: {
  readonly id: string;
  readonly reach: Reach;
  readonly group: Group;
  readonly value: ConditionDoc | undefined;
  readonly onChange: (group: Group) => void;
  readonly onWrite: (text: string) => void;
  readonly tools: React.ReactNode;
}) {
  const { t } = useTranslation('panels');
  const { answer, fresh } = useExpression({ reach, purpose: 'condition', condition: value });
  const formula = formulaOf(group, sortIn(reach));
  // The line of a field that is gone says so itself.
  const gone = new Set(pathsIn(group).filter((path) => !resolve(reach, path)));
  const issues = (fresh ? (answer?.issues ?? []) : []).filter(
    ({ code, params }) => !(code === 'expression.unknown_field' && gone.has(String(params?.name))),
  );
  return (
    <>
      <ConditionBuilder id={id} reach={reach} condition={group} onChange={onChange} />
      <Sentence reach={reach} condition={group} />
      <Verdict reach={reach} id={`${id}-verdict`} issues={issues} answer={undefined} hasRecord={false} />
      <div className="condition-foot">
        {formula !== '' && (
          <Button size="small" type="text" icon={<FunctionOutlined />} onClick={() => onWrite(formula)}>
            {t('condition.asFormula')}
          </Button>
        )}
        {tools}
      </div>
    </>
  );
}

function WrittenCondition({
  id,
  label,
  reach,
  text,
  onChange,
  onPick,
  tools,
}: {
  readonly id: string;
  readonly label: string;
  readonly reach: Reach;
  readonly text: string;
  readonly onChange: (text: string | undefined) => void;
  readonly onPick: (group: Group) => void;
  readonly tools: React.ReactNode;
}) {
  const { t } = useTranslation('panels');
  const { answer, fresh } = useExpression({ reach, purpose: 'condition', text });
  const picked = fresh && answer?.tree ? conditionOfTree(answer.tree) : undefined;
  const settled = fresh && answer?.tree !== undefined && answer.tree !== null;
  return (
    <>
      <FormulaEditor
        id={id}
        label={label}
        reach={reach}
        purpose="condition"
        value={text}
        onChange={(next) => onChange(next.trim() === '' ? undefined : next)}
      />
      <div className="condition-foot">
        <Tooltip title={settled && !picked ? t('condition.notPickable') : undefined}>
          <Button
            size="small"
            type="text"
            icon={<UnorderedListOutlined />}
            disabled={!picked}
            onClick={() => picked && onPick(picked)}
          >
            {t('condition.asPicked')}
          </Button>
        </Tooltip>
        {tools}
      </div>
    </>
  );
}

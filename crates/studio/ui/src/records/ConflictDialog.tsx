/** Two people changed the same record: what both changed, side by side with what it was, and a choice for each field. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/Dialog';
import { FieldRead } from '../fields/FieldValue';
import { usePersonName } from '../fields/parts/people';
import { PlainContext } from '../fields/parts/plain';
import { keptOf, mergeOf, type Side } from '../form/merge';
import type { Values } from '../form/source';
import { useWords } from '../i18n/text';
import type { FormModel, Rec } from '../model/app';
import { fieldOf } from '../model/context';
import { systemField } from '../model/system';
import './conflict.css';

interface Props {
  readonly form: FormModel;
  readonly base: Rec;
  readonly theirs: Rec;
  readonly values: Values;
  readonly changed: readonly string[];
  readonly saving: boolean;
  /** Goes on with these keys as they were typed, the others as the other person left them. */
  readonly onMerge: (keep: readonly string[]) => void;
  readonly onCancel: () => void;
}

export function ConflictDialog({ form, base, theirs, values, changed, saving, onMerge, onCancel }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const name = usePersonName(theirs.updated_by) || t('timeline.system');
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const merge = mergeOf(form, base, theirs, values, changed);
  const field = (key: string) => fieldOf(form, key) ?? systemField(key);
  const label = (key: string) => words(field(key)?.label) || key;
  const list = (keys: readonly string[]) => keys.map(label).join(t('common.comma'));
  const show = (key: string, value: unknown, record: Rec) => {
    const of = field(key);
    return of ? <FieldRead field={of} value={value} record={record} /> : null;
  };
  const undecided = merge.clashes.filter(({ key }) => choices[key] === undefined).length;
  const all = (side: Side) => setChoices(Object.fromEntries(merge.clashes.map(({ key }) => [key, side])));
  return (
    <Dialog
      open
      width={820}
      className="conflict"
      title={t('conflict.title', { name })}
      onCancel={onCancel}
      footer={
        <div className="conflict-foot">
          <span className="mute" role="status">
            {undecided > 0 && t('conflict.undecided', { count: undecided })}
          </span>
          <Button onClick={onCancel}>{t('conflict.later')}</Button>
          <Button
            type="primary"
            loading={saving}
            disabled={undecided > 0}
            onClick={() => onMerge(keptOf(merge, choices))}
          >
            {t('conflict.merge')}
          </Button>
        </div>
      }
    >
      {merge.clashes.length === 0 && <p>{t('conflict.noClash')}</p>}
      {merge.theirs.length > 0 && <p className="ink-soft">{t('conflict.theirs', { fields: list(merge.theirs) })}</p>}
      {merge.mine.length > 0 && <p className="ink-soft">{t('conflict.mineOnly', { fields: list(merge.mine) })}</p>}
      {merge.clashes.length > 0 && (
        <PlainContext value={true}>
          <div className="conflict-all">
            <span>{t('conflict.clashes', { count: merge.clashes.length })}</span>
            <span>
              <Button size="small" type="link" onClick={() => all('mine')}>
                {t('conflict.allMine')}
              </Button>
              <Button size="small" type="link" onClick={() => all('theirs')}>
                {t('conflict.allTheirs')}
              </Button>
            </span>
          </div>
          {merge.clashes.map(({ key, base: before, mine, theirs: other }) => (
            <fieldset key={key} className="conflict-field">
              <legend>{label(key)}</legend>
              <div className="conflict-base">
                <span className="mute">{t('conflict.base')}</span>
                {show(key, before, base)}
              </div>
              {(['mine', 'theirs'] as const).map((side) => (
                <label key={side} className={choices[key] === side ? 'conflict-side chosen' : 'conflict-side'}>
                  <span>
                    <input
                      type="radio"
                      name={`conflict-${key}`}
                      checked={choices[key] === side}
                      onChange={() => setChoices({ ...choices, [key]: side })}
                    />
                    {side === 'mine' ? t('conflict.mine') : t('conflict.of', { name })}
                  </span>
                  {side === 'mine'
                    ? show(key, mine, { ...base, expanded: {} })
                    : show(key, other, { ...theirs, expanded: {} })}
                </label>
              ))}
            </fieldset>
          ))}
        </PlainContext>
      )}
    </Dialog>
  );
}

/** All option sets of an app: the list, and the editor of the chosen one. A page of the app designer. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Popconfirm } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/State';
import { useWords } from '../../i18n/text';
import type { OptionSetDoc } from '../form/document';
import type { PanelProps } from '../form/model';
import { DesignScope, useDesign } from '../parts/Design';
import { keyFrom } from '../parts/key';
import { Line } from '../parts/Line';
import { labelOf } from '../parts/scope';
import { TextBox } from '../parts/TextBox';
import { keysOf, rowsOf } from './edits';
import { OptionsEditor } from './OptionsEditor';
import { useCounts, usesOf } from './usage';
import '../parts/catalogue';

interface Props extends Omit<PanelProps, 'selection'> {
  /** The set that is open; the first when left out. */
  readonly chosen?: string | undefined;
  readonly onChoose: (key: string) => void;
}

export function OptionSetsPane({ document, published, onChange, chosen, onChoose }: Props) {
  return (
    <DesignScope document={document} published={published} onChange={onChange}>
      <Sets chosen={chosen} onChoose={onChoose} />
    </DesignScope>
  );
}

function Sets({ chosen, onChoose }: Pick<Props, 'chosen' | 'onChoose'>) {
  const { t, i18n } = useTranslation('panels');
  const words = useWords();
  const { document, onChange } = useDesign();
  const [typed, setTyped] = useState('');
  // The name of a new set is what is typed next.
  const made = useRef<string>(undefined);
  const { compare } = new Intl.Collator(i18n.language, { numeric: true });
  const nameOf = ({ key, label }: OptionSetDoc) => words(label) || key;
  const all = Object.values(document.options).sort((a, b) => compare(nameOf(a), nameOf(b)));
  const found = all.filter(({ key, label }) => `${words(label)} ${key}`.toLowerCase().includes(typed.toLowerCase()));
  const current = (chosen !== undefined && document.options[chosen]) || found[0];
  const create = () => {
    const label = t('sets.newLabel', { number: all.length + 1 });
    const key = keyFrom(label, 'options', (each) => document.options[each] !== undefined);
    const options = [1, 2].map((number) => ({ key: `option_${number}`, label: t('options.newLabel', { number }) }));
    onChange({ do: 'putOptions', options: { format: 1, key, label, options } });
    onChoose(key);
    made.current = key;
  };
  return (
    <div className="option-sets">
      <aside className="option-sets-list" aria-label={t('sets.title')}>
        <div className="option-sets-head">
          <Input
            allowClear
            value={typed}
            placeholder={t('sets.search')}
            aria-label={t('sets.search')}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="primary" icon={<PlusOutlined />} onClick={create}>
            {t('sets.create')}
          </Button>
        </div>
        <ul>
          {found.map((set) => (
            <li key={set.key}>
              <button
                type="button"
                className="option-set"
                aria-current={set.key === current?.key}
                onClick={() => onChoose(set.key)}
              >
                <span className="ellipsis">{nameOf(set)}</span>
                <span className="mute number">{rowsOf(set.options).length}</span>
              </button>
            </li>
          ))}
        </ul>
      </aside>
      {current ? (
        <OneSet key={current.key} set={current} isNew={made.current === current.key} />
      ) : (
        <Empty
          title={t('sets.none')}
          hint={t('sets.noneHint')}
          action={
            typed === '' && (
              <Button icon={<PlusOutlined />} onClick={create}>
                {t('sets.createFirst')}
              </Button>
            )
          }
        />
      )}
    </div>
  );
}

function OneSet({ set, isNew }: { readonly set: OptionSetDoc; readonly isNew: boolean }) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const { document, published, onChange } = useDesign();
  const uses = usesOf(document, set.key);
  const counts = useCounts(document, published, uses);
  const before = keysOf(published?.options[set.key]?.options ?? []);
  const tree = uses.some(({ field }) => field.kind === 'tree_select') || set.options.some(({ children }) => children);
  const put = (next: OptionSetDoc) => onChange({ do: 'putOptions', options: next });
  return (
    <section className="option-sets-one" aria-label={words(set.label)}>
      <div className="option-sets-one-head">
        <Line id="set-label" label={t('sets.label')}>
          <TextBox
            id="set-label"
            needed
            fresh={isNew}
            value={set.label}
            onChange={(label) => label && put({ ...set, label })}
          />
        </Line>
        <code className="mute">{set.key}</code>
        <Popconfirm
          title={t('sets.removeAsk', { set: words(set.label) })}
          okText={t('sets.remove')}
          disabled={uses.length > 0}
          onConfirm={() => onChange({ do: 'removeOptions', key: set.key })}
        >
          <Button danger type="text" icon={<DeleteOutlined />} disabled={uses.length > 0}>
            {t('sets.remove')}
          </Button>
        </Popconfirm>
      </div>
      <p className="mute">
        {uses.length === 0
          ? t('sets.unused')
          : t('sets.usedBy', {
              fields: uses
                .map(({ form, table, field }) =>
                  [words(form.label), ...(table ? [labelOf(table, words)] : []), labelOf(field, words)].join(' · '),
                )
                .join(t('condition.comma')),
            })}
      </p>
      <OptionsEditor
        id="set-options"
        options={set.options}
        tree={tree}
        counts={counts}
        wide
        isPublished={(key) => before.has(key)}
        onChange={(options) => options.length > 0 && put({ ...set, options })}
      />
    </section>
  );
}

/** A formula with room: the editor, the fields and functions to pick from, and the value on a record that one chooses. */
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { functionsQuery, type Purpose } from '../../../api/designing';
import { shortListQuery } from '../../../api/records';
import { Dialog } from '../../../components/Dialog';
import { LinkSelect } from '../../../fields/parts/LinkSelect';
import { useWords } from '../../../i18n/text';
import { useDesign } from '../Design';
import { labelOf, namedFields, type Reach } from '../scope';
import { likeness } from './complete';
import { FormulaEditor } from './FormulaEditor';
import { Usage } from './Suggestions';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly reach: Reach;
  readonly purpose: Purpose;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly expects?: string | undefined;
}

export function Workshop({ id, title, open, onClose, reach, purpose, value, onChange, expects }: Props) {
  const { t } = useTranslation('panels');
  return (
    <Dialog
      open={open}
      title={title}
      width={860}
      onCancel={onClose}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={onClose}>
          {t('condition.done')}
        </Button>
      }
    >
      <Inside
        id={id}
        title={title}
        reach={reach}
        purpose={purpose}
        value={value}
        onChange={onChange}
        expects={expects}
      />
    </Dialog>
  );
}

function Inside({ id, title, reach, purpose, value, onChange, expects }: Omit<Props, 'open' | 'onClose'>) {
  const { t } = useTranslation('panels');
  const { published } = useDesign();
  const isPublished = published?.forms[reach.form] !== undefined && reach.table === undefined;
  const [chosen, setChosen] = useState<string>();
  const { data: newest } = useQuery({
    ...shortListQuery({ app: reach.document.app.key, form: reach.form }, { limit: 1, sort: ['-updated_at'] }),
    enabled: isPublished,
  });
  const record = isPublished ? (chosen ?? newest?.items[0]?.id) : undefined;
  return (
    <div className="workshop">
      <div className="workshop-main">
        <FormulaEditor
          id={id}
          label={title}
          reach={reach}
          purpose={purpose}
          value={value}
          onChange={onChange}
          expects={expects}
          record={record}
          tall
          autoFocus
        />
        {isPublished && (
          <div className="workshop-sample">
            <label id={`${id}-sample-label`} htmlFor={`${id}-sample`}>
              {t('formula.sample')}
            </label>
            <LinkSelect
              id={`${id}-sample`}
              form={reach.form}
              many={false}
              value={record ? [record] : []}
              onChange={(ids) => setChosen(ids[0])}
            />
          </div>
        )}
        <p className="mute workshop-keys">{t('formula.keys')}</p>
      </div>
      <Shelf reach={reach} onPick={(text) => onChange(value.trim() === '' ? text : `${value.trimEnd()} ${text}`)} />
    </div>
  );
}

/** Fields and functions to look through. */
function Shelf({ reach, onPick }: { readonly reach: Reach; readonly onPick: (text: string) => void }) {
  const { t, i18n } = useTranslation(['panels', 'designer']);
  const words = useWords();
  const { data: catalogue = [] } = useQuery(functionsQuery(i18n.language));
  const [typed, setTyped] = useState('');
  const fields = namedFields(reach).filter((field) => likeness(typed, field.key, labelOf(field, words)) > 0);
  const functions = catalogue.filter((entry) => likeness(typed, entry.name, entry.about) > 0);
  return (
    <div className="shelf">
      <Input
        allowClear
        value={typed}
        placeholder={t('formula.search')}
        aria-label={t('formula.search')}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="shelf-list">
        {fields.length > 0 && <h3>{t('formula.fields')}</h3>}
        {fields.map((field) => (
          <button key={field.key} type="button" className="shelf-item" onClick={() => onPick(field.key)}>
            <span>{labelOf(field, words)}</span>
            <span className="mute">{t(`designer:kind.${field.kind}`)}</span>
          </button>
        ))}
        {functions.length > 0 && <h3>{t('formula.functions')}</h3>}
        {functions.map((entry) => (
          <button
            key={entry.name}
            type="button"
            className="shelf-item shelf-function"
            onClick={() => onPick(`${entry.name}()`)}
          >
            <Usage entry={entry} />
            <span className="mute">{entry.about}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

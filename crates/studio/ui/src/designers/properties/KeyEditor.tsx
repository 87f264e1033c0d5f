/** The key of a field: made from its label, changed by hand only on purpose. One that was published is remembered as the old name. */
import { EditOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldsIn } from '../form/document';
import { useDesign } from '../parts/Design';
import { publishedKey } from '../parts/key';
import type { EditorProps } from './editing';
import { keyProblem } from './problems';
import { useProblemText } from './useProblemText';

export function KeyEditor({ id, document, path, field, describedBy }: EditorProps<'key'>) {
  const { t } = useTranslation('panels');
  const { published, onChange } = useDesign();
  const say = useProblemText();
  const [typed, setTyped] = useState<string>();
  const isPublished = (key: string) =>
    published !== undefined && fieldsIn(published, path.form, path.table).some((each) => each.key === key);
  const was = publishedKey(field, isPublished);
  const problem = typed === undefined || typed === field.key ? undefined : keyProblem(document, path, typed);
  const finish = () => {
    if (typed !== undefined && typed !== field.key && !problem)
      onChange({ do: 'renameField', path, key: typed, ...(was === undefined ? {} : { was }) });
    setTyped(undefined);
  };
  if (typed === undefined)
    return (
      <div className="key">
        <code id={id}>{field.key}</code>
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={t('key.change')}
          onClick={() => setTyped(field.key)}
        />
        {field.was !== undefined && <span className="mute key-was">{t('key.was', { key: field.was })}</span>}
      </div>
    );
  return (
    <>
      <Input
        id={id}
        className="code"
        autoFocus
        value={typed}
        maxLength={63}
        aria-describedby={describedBy}
        {...(problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onPressEnter={finish}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setTyped(undefined);
        }}
      />
      {problem ? (
        <div className="line-problem">{say(problem)}</div>
      ) : (
        was !== undefined && <div className="line-note">{t('key.published')}</div>
      )}
    </>
  );
}

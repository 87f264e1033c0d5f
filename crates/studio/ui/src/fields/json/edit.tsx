/** Any JSON; while it cannot be read, the text stays in the box and the value as it was. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor, EditProps } from '../kind';

function Edit({ id, value, onChange, invalid, describedBy }: EditProps<'json'>) {
  const { t } = useTranslation();
  const [text, setText] = useState(value === null || value === undefined ? '' : JSON.stringify(value, null, 2));
  const [broken, setBroken] = useState(false);
  return (
    <>
      <Input.TextArea
        id={id}
        className="code"
        value={text}
        autoSize={{ minRows: 3, maxRows: 16 }}
        {...(invalid || broken ? { status: 'error' as const, 'aria-invalid': true } : {})}
        aria-describedby={describedBy}
        onChange={(event) => {
          setText(event.target.value);
          try {
            onChange(event.target.value.trim() === '' ? null : JSON.parse(event.target.value));
            setBroken(false);
          } catch {
            setBroken(true);
          }
        }}
      />
      {broken && <div className="field-issue">{t('issue.json')}</div>}
    </>
  );
}

export const editor: Editor<'json'> = { Edit };

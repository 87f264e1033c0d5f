/** A new form: its name is all that is asked. */
import { useNavigate } from '@tanstack/react-router';
import { Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';
import { useDesigning } from '../shell/context';
import { addForm } from './create';

export function NewFormDialog({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation('designer');
  const { draft } = useDesigning();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const box = useRef<InputRef>(null);
  const make = () => {
    const text = name.trim();
    if (text === '') return;
    const { history, change, app } = draft.getState();
    const before = history.present.forms;
    change(addForm(history.present, text, t('canvas.firstField')));
    const form = Object.values(draft.getState().history.present.forms).find(({ key }) => before[key] === undefined);
    close();
    setName('');
    if (form) void navigate({ to: '/design/$app/form/$form', params: { app, form: form.key } });
  };
  return (
    <Dialog
      open={open}
      title={t('shell.newForm')}
      okText={t('shell.newForm')}
      okButtonProps={{ disabled: name.trim() === '' }}
      onOk={make}
      onCancel={close}
      width={400}
      destroyOnHidden
      afterOpenChange={(shown) => shown && box.current?.focus()}
    >
      <Input
        ref={box}
        aria-label={t('shell.formName')}
        placeholder={t('shell.formName')}
        maxLength={100}
        value={name}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={make}
      />
    </Dialog>
  );
}

/** A new form: its name is all that is asked. */
import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog';
import { useDesigning } from '../shell/context';
import { addForm } from './create';

export function NewForm({ plain = false, onOpen }: { plain?: boolean; onOpen?: () => void }) {
  const { t } = useTranslation('designer');
  const { draft } = useDesigning();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const box = useRef<InputRef>(null);
  const make = () => {
    const text = name.trim();
    if (text === '') return;
    const { history, change, app } = draft.getState();
    const before = history.present.forms;
    change(addForm(history.present, text, t('canvas.firstField')));
    const form = Object.values(draft.getState().history.present.forms).find(({ key }) => before[key] === undefined);
    setOpen(false);
    setName('');
    if (form) void navigate({ to: '/design/$app/form/$form', params: { app, form: form.key } });
  };
  return (
    <>
      <Button
        {...(plain ? { type: 'text' as const, block: true } : { type: 'primary' as const })}
        icon={<PlusOutlined />}
        onClick={() => {
          setOpen(true);
          onOpen?.();
        }}
      >
        {t('shell.newForm')}
      </Button>
      <Dialog
        open={open}
        title={t('shell.newForm')}
        okText={t('shell.newForm')}
        okButtonProps={{ disabled: name.trim() === '' }}
        onOk={make}
        onCancel={() => setOpen(false)}
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
    </>
  );
}

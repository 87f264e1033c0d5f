/** Begins a new form. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewFormDialog } from './late';

export function NewForm({ plain = false, onOpen }: { plain?: boolean; onOpen?: () => void }) {
  const { t } = useTranslation('designer');
  const [open, setOpen] = useState<boolean>();
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
      {open !== undefined && <NewFormDialog open={open} close={() => setOpen(false)} />}
    </>
  );
}

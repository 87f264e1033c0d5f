/** A new record of another form, over the one it belongs to: its link is set already. */

import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/Dialog';
import { say } from '../components/toasts';
import type { Values } from '../form/source';
import { useWords } from '../i18n/text';
import type { FormModel } from '../model/app';
import { titleOf, useApp } from '../model/context';
import { RecordEditor } from './RecordEditor';
import { useUnsaved } from './useUnsaved';

interface Props {
  readonly form: FormModel;
  readonly preset: Values;
  readonly onClose: () => void;
}

export function NewDialog({ form, preset, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const guard = useUnsaved();
  const close = async () => {
    if (await guard.ask()) onClose();
  };
  return (
    <>
      <Dialog
        open
        width={820}
        className="new-dialog"
        title={t('list.newOf', { form: words(form.label) })}
        footer={null}
        onCancel={close}
        mask={{ closable: false }}
        destroyOnHidden
      >
        <RecordEditor
          place={{ app: app.key, form: form.key }}
          form={form}
          preset={preset}
          guard={guard}
          onCancel={close}
          onSaved={(record) => {
            say(t('record.created', { title: titleOf(form, record) }));
            onClose();
          }}
        />
      </Dialog>
      {guard.dialog}
    </>
  );
}

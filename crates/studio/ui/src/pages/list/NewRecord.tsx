/** The way to a new record of a form; nothing for whoever may not make one. */
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../components/LinkButton';
import { useWords } from '../../i18n/text';
import type { FormModel } from '../../model/app';
import { useApp } from '../../model/context';

/** `short` leaves out what the record is. */
export function NewRecord({ form, short = false }: { readonly form: FormModel; readonly short?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  if (!form.rights.create) return null;
  return (
    <LinkButton
      to="/a/$app/$form/new"
      params={{ app: app.key, form: form.key }}
      color="primary"
      variant="solid"
      icon={<PlusOutlined />}
    >
      {short ? t('list.new') : t('list.newOf', { form: words(form.label) })}
    </LinkButton>
  );
}

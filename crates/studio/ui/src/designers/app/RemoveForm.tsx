/** Before a form goes: how many records it holds, and which links still lead to it. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { countFilled } from '../../api/drafts';
import { Dialog } from '../../components/Dialog';
import { useWords } from '../../i18n/text';
import type { FormDoc } from '../form/document';
import { useChange, useDesigning, useDocument } from '../shell/context';
import { forgetForm } from './menu';
import { linksTo } from './views';

interface Props {
  readonly form: FormDoc;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

export function RemoveForm({ form, onClose, onRemoved }: Props) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const { draft, published } = useDesigning();
  const document = useDocument();
  const change = useChange();
  const app = draft.getState().app;
  const known = form.was ?? form.key;
  const stored = published?.forms[known] !== undefined;
  const { data: count } = useQuery({
    queryKey: ['filled', app, known],
    queryFn: () => countFilled(app, known, undefined, 'id'),
    enabled: stored,
    staleTime: 0,
    retry: false,
  });
  const links = linksTo(document, form.key);
  return (
    <Dialog
      open
      width={460}
      title={t('remove.title', { form: words(form.label) })}
      okText={t('remove.go')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled: links.length > 0 }}
      onOk={() => {
        change({ do: 'replace', document: forgetForm(document, form.key) });
        onClose();
        onRemoved();
      }}
      onCancel={onClose}
    >
      {links.length > 0 ? (
        <>
          <p className="ink-red">{t('remove.linked')}</p>
          <ul className="release-effect">
            {links.map(({ form: other, field }) => (
              <li key={`${other.key} ${field.key}`}>
                {words(other.label)} · {words(field.label) || field.key}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>
            {!stored
              ? t('remove.unpublished')
              : count === undefined
                ? t('remove.counting')
                : t('remove.records', { count })}
          </p>
          <p className="mute">{t('remove.kept')}</p>
        </>
      )}
    </Dialog>
  );
}

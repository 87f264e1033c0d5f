/** From a form in use to its designer, for those who may change it. */
import { FormOutlined } from '@ant-design/icons';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/session';
import { usePhone } from '../lib/useMedia';

export function DesignLink({ app, form }: { readonly app: string; readonly form: string }) {
  const { t } = useTranslation();
  const { data: me } = useSuspenseQuery(meQuery);
  const phone = usePhone();
  // A phone designs nothing.
  if (phone || !me.administrator) return null;
  return (
    <Link
      to="/design/$app/form/$form"
      params={{ app, form }}
      preload={false}
      className="topbar-icon"
      aria-label={t('shell.design')}
      title={t('shell.design')}
    >
      <FormOutlined aria-hidden />
    </Link>
  );
}

/** A masked value, with a lock that says so. */
import { LockOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

export function Masked({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <span className="number ellipsis" title={t('field.masked')}>
      {text} <LockOutlined className="mute" aria-label={t('field.masked')} />
    </span>
  );
}

/** A page that cannot be shown, with the bar that leads away from it. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/errors';
import { Failed } from '../components/State';
import { TopBar } from './TopBar';

export function Nowhere({ error, retry }: { error?: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const shown = error ?? new ApiError(404, { code: 'not_found', detail: '' });
  const missing = shown instanceof ApiError && shown.status === 404;
  return (
    <>
      <TopBar title={missing ? t('state.missing') : t('state.failed')} />
      <main className="nowhere">
        <Failed
          error={shown}
          {...(retry ? { retry } : {})}
          action={
            <Link to="/" className="bordered-link">
              {t('state.home')}
            </Link>
          }
        />
      </main>
    </>
  );
}

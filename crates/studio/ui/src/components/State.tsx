/** What stands where content would: nothing yet, nothing found, not allowed, went wrong, still coming. */
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, sentence } from '../api/errors';

function Drawing() {
  return (
    <svg className="drawing" viewBox="0 0 72 56" fill="none" aria-hidden="true">
      <rect x="1" y="1" width="70" height="54" rx="8" fill="var(--sunken)" stroke="var(--line)" strokeWidth="1.5" />
      <circle cx="16" cy="19" r="5" fill="var(--brand)" opacity=".35" />
      <rect x="26" y="16" width="34" height="6" rx="3" fill="var(--line)" />
      <circle cx="16" cy="37" r="5" fill="var(--brand)" opacity=".35" />
      <rect x="26" y="34" width="22" height="6" rx="3" fill="var(--line)" />
    </svg>
  );
}

/** One sentence and, where there is one, the next thing to do. */
export function Empty({ title, hint, action }: { title: string; hint?: string | undefined; action?: ReactNode }) {
  return (
    <div className="state">
      <Drawing />
      <h2>{title}</h2>
      {hint && <p>{hint}</p>}
      {action}
    </div>
  );
}

interface FailedProps {
  readonly error: unknown;
  readonly retry?: () => void;
  /** Another way out. */
  readonly action?: ReactNode;
}

export function Failed({ error, retry, action }: FailedProps) {
  const { t } = useTranslation();
  const status = error instanceof ApiError ? error.status : undefined;
  const title = status === 403 ? t('state.forbidden') : status === 404 ? t('state.missing') : t('state.failed');
  const mayHelp = retry && status !== 403 && status !== 404;
  return (
    <div className="state" role="alert">
      <Drawing />
      <h2>{title}</h2>
      <p>{sentence(error)}</p>
      {mayHelp && <Button onClick={retry}>{t('common.retry')}</Button>}
      {action}
    </div>
  );
}

export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div style={{ padding: 24 }} aria-busy="true" aria-label={t('common.loading')} role="status">
      <Skeleton active title={{ width: '30%' }} paragraph={{ rows }} />
    </div>
  );
}

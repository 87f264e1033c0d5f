/** The app of the address: loads its model for the pages below. */
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../api/apps';
import { isRefusal } from '../api/errors';
import { Empty, Loading } from '../components/State';
import { anythingUnsaved } from '../lib/unsaved';
import { AppContext, useApp } from '../model/context';
import { landingOf } from '../model/menu';
import { Nowhere } from './Nowhere';
import { useRights } from './useRights';

export function AppScope() {
  const { app } = useParams({ from: '/shell/a/$app' });
  const { data, error, refetch } = useQuery(appQuery(app));
  useRights(app, data, isRefusal(error));
  // A server that does not answer for a moment takes nothing away, and a lost right waits until what was typed is let go.
  if (error && (!data || (isRefusal(error) && !anythingUnsaved())))
    return <Nowhere error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <AppContext value={data}>
      <Outlet />
    </AppContext>
  );
}

/** Where an app opens: what the caller's role says, else the first form of the menu. */
export function AppLanding() {
  const { t } = useTranslation();
  const app = useApp();
  const place = landingOf(app);
  if (!place) return <Empty title={t('state.noForms')} hint={t('state.noFormsHint')} />;
  return (
    <Navigate
      to="/a/$app/$form"
      params={{ app: app.key, form: place.form }}
      search={place.view ? { view: place.view } : {}}
      replace
    />
  );
}

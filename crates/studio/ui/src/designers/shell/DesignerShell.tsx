/** The frame of the designers: loads the draft, keeps it saved, shows who else is there, and leads from step to step to publishing. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../../api/apps';
import { checkDraft, getDraft } from '../../api/drafts';
import { ApiError } from '../../api/errors';
import { useDraftEvents, useEvents } from '../../api/events';
import { meQuery } from '../../api/session';
import { Empty, Failed, Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import { usePhone } from '../../lib/useMedia';
import { AppContext } from '../../model/context';
import { addForm } from '../form/create';
import { DesignContext, useDesigning, useDocument, useDraft } from './context';
import { DesignerBar } from './DesignerBar';
import { createDraft, type DraftStore } from './draft';
import { MergeBanner } from './MergeBanner';
import { Problems } from './Problems';
import { publishedOf } from './published';
import '../catalogue';
import './shell.css';

export function DesignerShell() {
  const { app } = useParams({ from: '/shell/design/$app' });
  return <Loaded key={app} app={app} />;
}

function Loaded({ app }: { app: string }) {
  const { data: model } = useQuery({ ...appQuery(app), retry: false });
  const [draft, setDraft] = useState<DraftStore>();
  const [error, setError] = useState<unknown>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try loads again
  useEffect(() => {
    let over = false;
    const load = async () => {
      const { document, version } = await getDraft(app);
      const issues = await checkDraft(app, null);
      if (!over) setDraft(createDraft(app, { document, version, issues }));
    };
    load().catch((error: unknown) => {
      if (!over) setError(error);
    });
    return () => {
      over = true;
    };
  }, [app, tries]);
  const published = useMemo(() => model && publishedOf(model), [model]);
  const designing = useMemo(() => draft && { draft, published }, [draft, published]);
  if (error)
    return (
      <Failed
        error={error}
        {...(error instanceof ApiError && error.status === 403
          ? {}
          : {
              retry: () => {
                setError(undefined);
                setTries((count) => count + 1);
              },
            })}
      />
    );
  if (!designing) return <Loading />;
  return (
    <DesignContext value={designing}>
      <AppContext value={model ?? null}>
        <Frame app={app} draft={designing.draft} />
      </AppContext>
    </DesignContext>
  );
}

function Frame({ app, draft }: { app: string; draft: DraftStore }) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const phone = usePhone();
  const { data: me } = useSuspenseQuery(meQuery);
  const document = useDocument();
  const issues = useDraft((state) => state.issues);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const publishing = path.startsWith(`/design/${app}/publish`);
  useDraftEvents(app, ({ version, by }) => {
    if (by !== me.id) void draft.getState().pull(by ?? undefined);
    else if (String(version) !== draft.getState().version) void draft.getState().pull();
  });
  useEvents('resumed', () => void draft.getState().pull());
  useUnsaved(draft);
  const title = words(document.app.label);
  useEffect(() => {
    globalThis.document.title = `${title} · Formwork`;
  }, [title]);
  return (
    <div className="designer">
      <DesignerBar app={app} me={me.id} />
      <MergeBanner />
      {phone && !publishing ? (
        <main className="designer-phone">
          <Empty title={t('shell.phone')} hint={t('shell.phoneAbout')} />
          <section className="card" aria-label={t('shell.problems')}>
            <Problems app={app} document={document} issues={issues} still />
          </section>
        </main>
      ) : (
        <div className="designer-body">
          <Outlet />
        </div>
      )}
    </div>
  );
}

/** Saves what is left when the page is closed or hidden; the browser asks when it cannot. */
function useUnsaved(draft: DraftStore) {
  useEffect(() => {
    const onHide = () => {
      if (globalThis.document.visibilityState === 'hidden' && draft.getState().saving === 'waiting')
        void draft.getState().save();
    };
    const onLeave = (event: BeforeUnloadEvent) => {
      if (draft.getState().saving === 'saved') return;
      void draft.getState().save();
      event.preventDefault();
    };
    globalThis.document.addEventListener('visibilitychange', onHide);
    addEventListener('beforeunload', onLeave);
    return () => {
      globalThis.document.removeEventListener('visibilitychange', onHide);
      removeEventListener('beforeunload', onLeave);
      void draft.getState().save();
    };
  }, [draft]);
}

/** Where the designer opens: the first form of the menu, else the first there is. An app without any begins with one of its own name. */
export function DesignerStart() {
  const { t } = useTranslation('designer');
  const { draft } = useDesigning();
  const { app: manifest, forms } = useDocument();
  const first = (manifest.menu ?? []).flatMap(formsOf).find((form) => forms[form]) ?? Object.keys(forms)[0];
  useEffect(() => {
    const { history, change } = draft.getState();
    if (Object.keys(history.present.forms).length === 0)
      change(addForm(history.present, history.present.app.label, t('canvas.firstField')));
  }, [draft, t]);
  if (first === undefined) return <Loading />;
  return <Navigate to="/design/$app/form/$form" params={{ app: manifest.key, form: first }} replace />;
}

function formsOf(item: unknown): readonly string[] {
  if (typeof item !== 'object' || item === null) return [];
  if ('form' in item && typeof item.form === 'string') return [item.form];
  return 'items' in item && Array.isArray(item.items) ? item.items.flatMap(formsOf) : [];
}

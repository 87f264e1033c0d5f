/** The records of a form, in one of its views. */
import { useQuery } from '@tanstack/react-query';
import { memo, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { savedViewsQuery } from '../../api/views';
import { Empty, Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import { DesignLink } from '../../layouts/DesignLink';
import { Nowhere } from '../../layouts/Nowhere';
import { TopBar } from '../../layouts/TopBar';
import { useApp } from '../../model/context';
import { currentView, type KnownView, knownViews } from './known';
import { RecordDrawer } from './RecordDrawer';
import { askedView } from './search';
import { Toolbar } from './Toolbar';
import { type ListPlace, useListPlace } from './useListPlace';
import { ViewTabs } from './ViewTabs';
import { viewOf } from './views';
import './list.css';

/** What the address asks of a list is drawn in slices, so that no frame waits for all of it; of another form, its name at once. */
export function ListPage() {
  const now = useListPlace();
  const settled = useDeferredValue<ListPlace | null>(now, null);
  return settled?.app === now.app && settled.form === now.form ? (
    <Listed place={settled} />
  ) : (
    <Coming form={now.form} />
  );
}

function Coming({ form }: { readonly form: string }) {
  const words = useWords();
  const app = useApp();
  return (
    <>
      <TopBar title={words(app.forms[form]?.label)} />
      <main className="list">
        <Loading rows={10} />
      </main>
    </>
  );
}

const Listed = memo(function Listed({ place }: { readonly place: ListPlace }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const key = place.form;
  const saved = useQuery(savedViewsQuery(app.key));
  const waited = useDeferredValue(saved.isPending);
  const form = app.forms[key];
  const { view: named, own } = place.search;
  const everything = t('list.everything');
  const [views, current] = useMemo((): [readonly KnownView[], KnownView | undefined] => {
    if (!form) return [[], undefined];
    const views = knownViews(form, saved.data ?? [], everything);
    const known = currentView(views, named);
    return [views, { ...known, view: askedView(own ? { own } : {}, known.view) }];
  }, [form, saved.data, everything, named, own]);
  if (!form || !current) return <Nowhere />;
  const { view } = current;
  // A view of one's own may be the one to open: it is waited for, so that nothing is drawn twice.
  const waits = (saved.isPending || waited) && (place.search.view === undefined || view.key !== place.search.view);
  const Body = viewOf(view.kind);
  return (
    <>
      <TopBar title={words(form.label)}>
        <DesignLink app={app.key} form={key} />
      </TopBar>
      <ViewTabs form={form} views={views} current={current} place={place} />
      <main className="list" key={`${key} ${view.key}`}>
        <h2 className="visually-hidden">{words(view.label)}</h2>
        <Toolbar form={form} view={view} place={place} />
        {waits ? (
          <Loading rows={10} />
        ) : Body ? (
          <Body form={form} view={view} place={place} />
        ) : (
          <Empty title={t('list.unknownView')} />
        )}
      </main>
      <RecordDrawer form={form} id={place.search.record} onClose={() => place.set({ record: undefined })} />
    </>
  );
});

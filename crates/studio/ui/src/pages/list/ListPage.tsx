/** The records of a form, in one of its views. */
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/State';
import { useWords } from '../../i18n/text';
import { Nowhere } from '../../layouts/Nowhere';
import { TopBar } from '../../layouts/TopBar';
import type { View } from '../../model/app';
import { useApp } from '../../model/context';
import { RecordDrawer } from './RecordDrawer';
import { Toolbar } from './Toolbar';
import { useListPlace } from './useListPlace';
import { ViewTabs } from './ViewTabs';
import { isShown, viewOf } from './views';
import './list.css';

export function ListPage() {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { form: key } = useParams({ from: '/shell/a/$app/$form' });
  const place = useListPlace();
  const form = app.forms[key];
  if (!form) return <Nowhere />;
  const views = (form.views ?? []).filter(isShown);
  const everything: View = { key: '', label: t('list.everything'), kind: 'table' };
  const view = views.find(({ key }) => key === place.search.view) ?? views[0] ?? everything;
  const Body = viewOf(view.kind);
  return (
    <>
      <TopBar title={words(form.label)} />
      <ViewTabs form={form} views={views.length > 0 ? views : [everything]} current={view} />
      <main className="list" key={`${key} ${view.key}`}>
        <h2 className="visually-hidden">{words(view.label)}</h2>
        <Toolbar form={form} view={view} place={place} />
        {Body ? <Body form={form} view={view} place={place} /> : <Empty title={t('list.unknownView')} />}
      </main>
      <RecordDrawer form={form} id={place.search.record} onClose={() => place.set({ record: undefined })} />
    </>
  );
}

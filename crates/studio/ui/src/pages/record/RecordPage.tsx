/** A record as a page of its own. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { recordQuery } from '../../api/records';
import { useWords } from '../../i18n/text';
import { Nowhere } from '../../layouts/Nowhere';
import { TopBar } from '../../layouts/TopBar';
import { titleOf, useApp } from '../../model/context';
import RecordPanel from '../../records/RecordPanel';

export function RecordPage() {
  const words = useWords();
  const router = useRouter();
  const app = useApp();
  const { form: key, id } = useParams({ from: '/shell/a/$app/$form/$id' });
  const form = app.forms[key];
  const expand = form?.fields.filter(({ kind }) => kind === 'link' || kind === 'links').map(({ key }) => key) ?? [];
  const { data } = useQuery({ ...recordQuery({ app: app.key, form: key }, id, expand), enabled: form !== undefined });
  if (!form) return <Nowhere />;
  const list = { to: '/a/$app/$form', params: { app: app.key, form: key } } as const;
  const back = () => (router.history.canGoBack() ? router.history.back() : void router.navigate(list));
  return (
    <>
      <TopBar
        title={data ? titleOf(form, data) : words(form.label)}
        onBack={back}
        trail={<Link {...list}>{words(form.label)}</Link>}
      />
      <main className="record-main">
        <RecordPanel key={id} form={form} id={id} place="page" onClose={() => void router.navigate(list)} />
      </main>
    </>
  );
}

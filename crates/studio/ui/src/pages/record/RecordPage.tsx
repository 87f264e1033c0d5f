/** A record as a page of its own. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../api/errors';
import { recordQuery } from '../../api/records';
import { useWords } from '../../i18n/text';
import { Nowhere } from '../../layouts/Nowhere';
import { TopBar } from '../../layouts/TopBar';
import { useHeld } from '../../lib/unsaved';
import { titleOf, useApp } from '../../model/context';
import RecordPanel from '../../records/RecordPanel';
import { RecordSteps } from '../../records/RecordSteps';
import { expandOf } from '../../records/related';

export function RecordPage() {
  const { t } = useTranslation();
  const words = useWords();
  const router = useRouter();
  const app = useApp();
  const { form: key, id } = useParams({ from: '/shell/a/$app/$form/$id' });
  const form = useHeld(app.forms[key]);
  const place = useMemo(() => ({ app: app.key, form: key }), [app.key, key]);
  const expand = useMemo(() => (form ? expandOf(form) : []), [form]);
  const { data, error } = useQuery({ ...recordQuery(place, id, expand), enabled: form !== undefined });
  if (!form) return <Nowhere />;
  const list = { to: '/a/$app/$form', params: place } as const;
  const back = () => (router.history.canGoBack() ? router.history.back() : void router.navigate(list));
  return (
    <>
      <TopBar
        title={data ? titleOf(form, data) : isRefusal(error) ? t('state.missing') : words(form.label)}
        onBack={back}
        trail={<Link {...list}>{words(form.label)}</Link>}
      >
        <RecordSteps place={place} id={id} expand={expand} within="page" />
      </TopBar>
      <main className="record-main">
        <RecordPanel key={id} form={form} id={id} place="page" onClose={() => void router.navigate(list)} />
      </main>
    </>
  );
}
